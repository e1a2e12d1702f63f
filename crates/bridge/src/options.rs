//! The command line of the bridge.

use std::path::PathBuf;
use std::time::Duration;

/// The text of `--help`.
pub(super) const USAGE: &str = include_str!("usage.txt");

/// The settings of the bridge.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port on both loopback addresses; 0 lets the system choose.
    pub port: u16,
    /// Without a page: an engine in this process answers.
    pub headless: bool,
    /// The account number: twelve digits.
    pub account: String,
    /// The default region, such as `us-east-1`.
    pub region: String,
    /// Time moves only on request. Needs `headless`: a page has its own clock.
    pub virtual_clock: bool,
    /// Only a page opened with a secret of this run may attach. For machines with several users.
    pub token: bool,
    /// The folder of the built page.
    pub dist: PathBuf,
    /// The resources that clients and pages can use.
    pub limits: Limits,
}

/// The resources that clients and pages can use.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Open connections, and so calls: HTTP/1.1 carries one call at a time. If all are taken, the
    /// one that has been idle for longest is closed; if all are busy, further connections wait.
    pub connections: usize,
    /// Bytes of a call's body. The largest message and the largest batch fit with all their characters escaped.
    pub body_bytes: usize,
    /// Bytes of all bodies together, from their arrival to the answers.
    pub all_bodies_bytes: usize,
    /// Bytes of a frame from the page: ten messages of the largest size, escaped twice.
    pub frame_bytes: usize,
    /// The time limit for a request's head; also for an idle connection.
    pub head: Duration,
    /// The time limit for a request's body.
    pub body: Duration,
    /// How long a call waits for a page to be attached.
    pub attach: Duration,
    /// How long it then waits for the answer: longer than the longest poll at the slowest speed.
    pub answer: Duration,
    /// How long a page may be silent. The bridge pings it twice in that time.
    pub silence: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 9324,
            headless: false,
            account: "000000000000".into(),
            region: "us-east-1".into(),
            virtual_clock: false,
            token: false,
            dist: "dist".into(),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            body_bytes: 8 << 20,
            all_bodies_bytes: 256 << 20,
            frame_bytes: 64 << 20,
            head: Duration::from_secs(60),
            body: Duration::from_secs(30),
            attach: Duration::from_secs(5),
            answer: Duration::from_secs(120),
            silence: Duration::from_secs(60),
        }
    }
}

impl Options {
    /// Reads the words after the program's name. Returns `None` for `--help`.
    ///
    /// # Errors
    /// A sentence about the wrong word.
    pub fn read(words: impl IntoIterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value."));
            match word.as_str() {
                "--port" => options.port = read_port(&value()?)?,
                "--account" => options.account = read_account(value()?)?,
                "--region" => options.region = read_region(value()?)?,
                "--dist" => options.dist = value()?.into(),
                "--token" => options.token = true,
                "--headless" => options.headless = true,
                "--virtual-clock" => (options.headless, options.virtual_clock) = (true, true),
                "-h" | "--help" => return Ok(None),
                _ => return Err(format!("There is no option {word}.")),
            }
        }
        Ok(Some(options))
    }
}

fn read_port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("--port is a number up to 65535, not {text}."))
}

fn read_account(text: String) -> Result<String, String> {
    let fine = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if fine { Ok(text) } else { Err(format!("--account is twelve digits, not {text}.")) }
}

fn read_region(text: String) -> Result<String, String> {
    let named = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let fine = (1..=32).contains(&text.len()) && text.bytes().all(named);
    if fine { Ok(text) } else { Err(format!("--region is a name such as us-east-1, not {text}.")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Option<Options>, String> {
        Options::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn words_are_read() {
        let options = read("--port 5000 --account 123456789012 --region eu-west-1 --virtual-clock --dist /tmp/d");
        let options = options.expect("readable").expect("no help");
        assert_eq!((options.port, options.account.as_str()), (5000, "123456789012"));
        assert_eq!((options.region.as_str(), options.dist.to_str()), ("eu-west-1", Some("/tmp/d")));
        assert!(options.headless && options.virtual_clock, "a page has its own clock");
        let usual = read("").expect("readable").expect("no help");
        assert_eq!((usual.port, usual.headless, usual.virtual_clock), (9324, false, false));
        assert!(read("--headless --help").expect("readable").is_none());
    }

    #[test]
    fn wrong_words_are_named() {
        for (line, named) in [
            ("--prot 1", "--prot"),
            ("--port", "--port"),
            ("--port 70000", "70000"),
            ("--account 12345678901x", "12345678901x"),
            ("--region ../x", "../x"),
            ("9324", "9324"),
        ] {
            let sentence = read(line).expect_err(line);
            assert!(sentence.contains(named), "{line}: {sentence}");
        }
    }

    #[test]
    fn help_names_every_option() {
        for option in ["--port", "--headless", "--account", "--region", "--virtual-clock", "--token", "--dist"] {
            assert!(USAGE.contains(option), "{option}");
        }
        let usual = Options::default();
        for value in [usual.port.to_string(), usual.account, usual.region] {
            assert!(USAGE.contains(&format!(" default {value}")), "{value}");
        }
    }
}
