//! A call as a client sent it.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

/// A call that is not parsed yet.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// The header `X-Amz-Target`.
    pub(super) target: String,
    pub(super) body: Bytes,
    /// The header `X-Amzn-Trace-Id`.
    pub(super) trace: Option<String>,
    /// The name of the calling program, for display.
    pub(super) caller: String,
    /// The region that the client signed for.
    pub(super) region: Option<String>,
}

impl Call {
    /// Reads the headers. Returns `None` if there is no target.
    pub(super) fn new(headers: &HeaderMap, body: Bytes) -> Option<Self> {
        let target = headers.get("x-amz-target")?.to_str().unwrap_or_default().to_owned();
        let trace = text(headers, "x-amzn-trace-id").map(str::to_owned);
        Some(Self { target, body, trace, caller: caller(headers), region: region(headers) })
    }
}

/// Well-known clients.
const PRODUCTS: [&str; 3] = ["aws-cli/", "Boto3/", "aws-sdk-js/"];
/// Characters of a caller's name, at most.
const CALLER_MAX: usize = 40;

/// The client's product and version. The name of an SDK in a page takes precedence over the browser's name.
fn caller(headers: &HeaderMap) -> String {
    let agents = || [USER_AGENT.as_str(), "x-amz-user-agent"].into_iter().filter_map(|name| text(headers, name));
    let mut words = agents().flat_map(str::split_whitespace);
    let known = words.find(|word| PRODUCTS.iter().any(|product| word.starts_with(product)));
    let word = known.or_else(|| agents().find_map(|agent| agent.split_whitespace().next())).unwrap_or("unknown");
    word.chars().filter(char::is_ascii_graphic).take(CALLER_MAX).collect()
}

/// Characters of a region's name, at most.
const REGION_MAX: usize = 32;

/// The region of the call, from `Credential=<key>/<date>/<region>/sqs/aws4_request`.
fn region(headers: &HeaderMap) -> Option<String> {
    let (_, credential) = text(headers, "authorization")?.split_once("Credential=")?;
    let scope = credential.split(',').next()?;
    let region = scope.trim_end().rsplit('/').nth(2)?;
    let fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    ((1..=REGION_MAX).contains(&region.len()) && region.bytes().all(fine)).then(|| region.to_owned())
}

/// Returns a header if it is plain text.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn caller_of(agents: &[(&'static str, &str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in agents {
            headers.insert(*name, HeaderValue::from_str(value).expect("a header"));
        }
        caller(&headers)
    }

    #[test]
    fn the_signature_says_the_region() {
        let region_of = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("authorization", HeaderValue::from_str(text).expect("a header"));
            region(&headers)
        };
        let signed =
            "AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-3/sqs/aws4_request, SignedHeaders=host, Signature=00";
        assert_eq!(region_of(signed).as_deref(), Some("eu-west-3"));
        for bad in ["", "Bearer x", "Credential=", "Credential=a/b", "Credential=AKIA/2026/EU/../sqs/aws4_request"] {
            assert_eq!(region_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn callers_are_known_by_their_product() {
        for (agent, name) in [
            ("Boto3/1.43.0 md/Botocore#1.43.0 ua/2.1 os/linux", "Boto3/1.43.0"),
            ("aws-cli/2.31.0 md/awscrt#0.27 ua/2.1", "aws-cli/2.31.0"),
            ("aws-sdk-js/3.900.0 ua/2.1 os/linux lang/js", "aws-sdk-js/3.900.0"),
            ("curl/8.5.0", "curl/8.5.0"),
            ("  ", "unknown"),
        ] {
            assert_eq!(caller_of(&[("user-agent", agent)]), name);
        }
        assert_eq!(caller_of(&[]), "unknown");
        let long = "x".repeat(100);
        assert_eq!(caller_of(&[("user-agent", &long)]), "x".repeat(CALLER_MAX));
        let browser = [("user-agent", "Mozilla/5.0 (X11)"), ("x-amz-user-agent", "aws-sdk-js/3.900.0 ua/2.1")];
        assert_eq!(caller_of(&browser), "aws-sdk-js/3.900.0");
    }
}
