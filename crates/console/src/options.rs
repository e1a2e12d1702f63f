//! Splits words into options and values by the rules of Python's `argparse`, which the AWS CLI uses.

use super::meaning::Takes;

/// An option with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// Its index in the table.
    pub(super) option: usize,
    pub(super) values: Vec<&'a str>,
}

/// The options, and the words that belong to no option.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed<'a> {
    pub(super) found: Vec<Found<'a>>,
    pub(super) rest: Vec<&'a str>,
}

/// The kind of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Argument,
    /// An option of the table, with the value after `=`.
    Option(usize, Option<&'a str>),
    UnknownOption,
}

/// Returns the kind of a word. An option can be shortened if no other option has the same beginning.
///
/// # Errors
/// Several options have this beginning.
pub(super) fn kind<'a>(word: &'a str, table: &[(&str, Takes)]) -> Result<Kind<'a>, String> {
    if !word.starts_with('-') {
        return Ok(Kind::Argument);
    }
    let find = |name: &str| table.iter().position(|(other, _)| *other == name);
    if let Some(option) = find(word) {
        return Ok(Kind::Option(option, None));
    }
    if word.len() == 1 {
        return Ok(Kind::Argument);
    }
    let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
    if let Some(option) = find(name) {
        return Ok(Kind::Option(option, value));
    }
    if name.starts_with("--") {
        let candidates: Vec<usize> = (0..table.len()).filter(|at| table[*at].0.starts_with(name)).collect();
        match candidates.as_slice() {
            [] => {}
            [option] => return Ok(Kind::Option(*option, value)),
            several => {
                let names: Vec<&str> = several.iter().map(|at| table[*at].0).collect();
                return Err(format!("ambiguous option: {word} could match {}", names.join(", ")));
            }
        }
    }
    Ok(if is_negative_number(word) || word.contains(' ') { Kind::Argument } else { Kind::UnknownOption })
}

fn is_negative_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = word.strip_prefix('-').unwrap_or("");
    match number.split_once('.') {
        None => digits(number),
        Some((whole, part)) => (whole.is_empty() || digits(whole)) && digits(part),
    }
}

/// Reads all words. If an option occurs twice, the last one counts.
///
/// # Errors
/// The CLI's own sentence.
pub(super) fn parse<'a>(words: &[&'a str], table: &[(&str, Takes)]) -> Result<Parsed<'a>, String> {
    let kinds: Vec<Kind<'a>> = words.iter().map(|word| kind(word, table)).collect::<Result<_, _>>()?;
    let mut parsed = Parsed::default();
    let mut at = 0;
    while at < words.len() {
        let Kind::Option(option, given) = kinds[at] else {
            parsed.rest.push(words[at]);
            at += 1;
            continue;
        };
        let (name, takes) = table[option];
        at += 1;
        let following = kinds[at..].iter().take_while(|kind| **kind == Kind::Argument).count();
        let values = match (takes, given) {
            (Takes::Nothing, None) => Vec::new(),
            (Takes::Nothing, Some(value)) => {
                return Err(format!("argument {name}: ignored explicit argument '{value}'"));
            }
            (_, Some(value)) => vec![value],
            (Takes::One, None) if following == 0 => return Err(format!("argument {name}: expected one argument")),
            (Takes::One, None) => words[at..=at].to_vec(),
            (Takes::Maybe, None) => words[at..at + following.min(1)].to_vec(),
            (Takes::Many, None) => words[at..at + following].to_vec(),
        };
        at += if given.is_some() { 0 } else { values.len() };
        parsed.found.retain(|found| found.option != option);
        parsed.found.push(Found { option, values });
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: [(&str, Takes); 4] = [
        ("--queue-url", Takes::One),
        ("--max-number", Takes::One),
        ("--max-wait", Takes::Many),
        ("--dry", Takes::Nothing),
    ];

    fn read(line: &str) -> Result<String, String> {
        let words: Vec<&str> = line.split(',').collect();
        let parsed = parse(&words, &TABLE)?;
        let found = parsed.found.iter().map(|found| format!("{}{:?}", TABLE[found.option].0, found.values));
        Ok(format!("{} rest {:?}", found.collect::<Vec<_>>().join(" "), parsed.rest))
    }

    #[test]
    fn options_take_their_values() {
        assert_eq!(read("a,--queue-url,x,y"), Ok(r#"--queue-url["x"] rest ["a", "y"]"#.into()));
        assert_eq!(
            read("--queue-url=x=y,--max-wait,a,b,--dry"),
            Ok(r#"--queue-url["x=y"] --max-wait["a", "b"] --dry[] rest []"#.into())
        );
        assert_eq!(
            read("--max-wait,--q,-5,--foo,-x y"),
            Ok(r#"--max-wait[] --queue-url["-5"] rest ["--foo", "-x y"]"#.into())
        );
        assert_eq!(read("--dry,--queue-url,a,--queue-url,-"), Ok(r#"--dry[] --queue-url["-"] rest []"#.into()));
    }

    #[test]
    fn errors_are_those_of_the_cli() {
        assert_eq!(read("--m,1"), Err("ambiguous option: --m could match --max-number, --max-wait".into()));
        assert_eq!(read("--queue-url,-x"), Err("argument --queue-url: expected one argument".into()));
        assert_eq!(read("--dry=1"), Err("argument --dry: ignored explicit argument '1'".into()));
    }
}
