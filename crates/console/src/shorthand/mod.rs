//! The AWS CLI's shorthand syntax: `a=1,b=x`, `a=x,y,z`, `a={b=c,d=[e,f]}`, with quotes and `\,`.

mod cursor;
mod structure;
mod text;

use serde_json::{Map, Value};

use cursor::Reader;

/// Reads a structure. All its values are strings, lists and structures.
///
/// # Errors
/// The AWS CLI's own sentence.
pub(super) fn parse(text: &str) -> Result<Map<String, Value>, String> {
    let mut reader = Reader { text, at: 0 };
    let mut params = Map::new();
    let (key, value) = reader.key_and_value()?;
    params.insert(key, value);
    let mut last = reader.at;
    while !reader.is_done() {
        reader.expect(',')?;
        let (key, value) = reader.key_and_value()?;
        if params.contains_key(&key) {
            let place = reader.place(last + 1);
            return Err(format!(
                "Second instance of key \"{key}\" encountered for input:\n{place}\nThis is often because there is a preceding \",\" instead of a space."
            ));
        }
        params.insert(key, value);
        last = reader.at;
    }
    Ok(params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, json: &str) {
        assert_eq!(parse(text).map(|object| Value::from(object).to_string()), Ok(json.to_owned()), "{text}");
    }

    #[test]
    fn structures_lists_and_texts() {
        reads("a=1,b=x y ,c=", r#"{"a":"1","b":"x y","c":""}"#);
        reads("a=b,c", r#"{"a":["b","c"]}"#);
        reads("a=b,c,d=e", r#"{"a":["b","c"],"d":"e"}"#);
        reads("a='x,y',b=\"it's\",c='it\\'s'", r#"{"a":"x,y","b":"it's","c":"it's"}"#);
        reads(r"a=x\,y,b=1=2", r#"{"a":"x,y","b":"1=2"}"#);
        reads("k={DataType=String,StringValue=x}", r#"{"k":{"DataType":"String","StringValue":"x"}}"#);
        reads("a=[b,{c=d},[e]],f={}", r#"{"a":["b",{"c":"d"},["e"]],"f":{}}"#);
        reads("a = b , c = [ d , e ]", r#"{"a":"b","c":["d","e"]}"#);
        reads("a=é☕😀", r#"{"a":"é☕😀"}"#);
    }

    #[test]
    fn errors_are_those_of_the_cli() {
        for (text, refusal) in [
            ("foo", "Expected: '=', received: 'EOF' for input:\nfoo\n   ^"),
            (
                "k={DataType=String,StringValue",
                "Expected: '=', received: 'EOF' for input:\nk={DataType=String,StringValue\n                              ^",
            ),
            (
                "A=1,A=2",
                "Second instance of key \"A\" encountered for input:\nA=1,A=2\n    ^\nThis is often because there is a preceding \",\" instead of a space.",
            ),
            ("a=b c\nd=]x", "Expected: ',', received: ']' for input:\na=b c\nd=]x\n  ^"),
            ("a=\"b", "Expected: '<double quoted>', received: '<none>' for input:\na=\"b\n  ^"),
        ] {
            assert_eq!(parse(text).expect_err("refused"), refusal, "{text}");
        }
        assert!(parse(&format!("a={}", "[".repeat(10_000))).is_err());
        assert!(parse(&format!("a={}", "{a=".repeat(10_000))).is_err());
    }
}
