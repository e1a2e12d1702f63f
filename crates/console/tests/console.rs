//! The command line: reading, answers, completion, and calls as source text.
//!
//! `FUZZ=1000000` tries a million cases; a failed test prints the `SEED` that repeats it.

#[path = "../../model/tests/shared/seed.rs"]
mod seed;

use console::{Completion, Known, Language, Output, Reading, answer, complete, copy, read};
use model::sqs::{self, Request, Response};
use serde_json::Value;

#[track_caller]
fn said(line: &str) -> Output {
    match read(line) {
        Reading::Said(output) => output,
        other => panic!("{line} gave {other:?}"),
    }
}

#[track_caller]
fn call(line: &str) -> Request {
    match read(line) {
        Reading::Call(request) => request,
        other => panic!("{line} gave {other:?}"),
    }
}

fn request(action: &str, body: &str) -> Request {
    Request::from_json(action, &serde_json::from_str::<Value>(body).expect("it is JSON")).expect("it is a call")
}

const PARAM: &str = "aws: [ERROR]: An error occurred (ParamValidation): ";
const USAGE: &str = "\n\nusage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\nTo see help text, you can run:\n\n  aws help\n  aws <command> help\n  aws <command> <subcommand> help";

/// `cli.json` was recorded from AWS CLI 2.9.19 with the newer service model: the call that each line makes, or its
/// error.
#[test]
fn lines_are_read_as_the_cli_reads_them() {
    let rows = serde_json::from_str::<Value>(include_str!("golden/cli.json")).expect("it is JSON");
    let rows = rows.as_array().expect("a list");
    assert!(rows.len() > 80);
    for row in rows {
        let text = |name: &str| row.get(name).and_then(Value::as_str);
        let line = text("line").expect("each row has one");
        let short = line.strip_prefix("aws sqs").expect("the whole command");
        for line in [line, short].into_iter().filter(|line| !line.is_empty()) {
            match (read(line), text("error")) {
                (Reading::Call(read), None) => {
                    let body = row.get("body").expect("of the call");
                    let expected = Request::from_json(text("action").expect("of the call"), body);
                    assert_eq!(Ok(read), expected, "{line}");
                }
                (Reading::Said(Output { text, status }), Some(error)) => {
                    let text = text.strip_prefix(PARAM).or_else(|| text.strip_prefix("aws: [ERROR]: "));
                    let text = text.expect("an error").trim_end_matches(USAGE);
                    // JSON parsers differ in their error messages.
                    let [text, error] = [text, error].map(|text| text.split(" JSON: ").next().unwrap_or(text));
                    assert_eq!(text, error, "{line}");
                    assert_eq!(row.get("status").and_then(Value::as_u64), Some(status.into()), "{line}");
                }
                (reading, _) => panic!("{line} gave {reading:?}"),
            }
        }
    }
}

#[test]
fn invalid_choices_come_with_suggestions() {
    let told = |text: &str| Output { text: format!("{PARAM}{text}{USAGE}"), status: 252 };
    let meant = "argument operation: Found invalid choice 'send-mesage'\n\nMaybe you meant:\n\n  * send-message";
    assert_eq!(said("aws sqs send-mesage --queue-url x"), told(meant));
    assert_eq!(said("brew"), told("argument operation: Found invalid choice 'brew'"));
    assert_eq!(said("aws s3 ls"), told("argument command: Found invalid choice 's3'"));
    assert_eq!(said("aws"), told("the following arguments are required: command"));
    assert_eq!(said("sqs"), told("the following arguments are required: operation"));
    assert_eq!(said("list-queues --output foo"), told("argument --output: Found invalid choice 'foo'"));
    let unknown = format!("{PARAM}Unknown options: --sugar, 2");
    assert_eq!(said("aws sqs list-queues --sugar 2"), Output { text: unknown, status: 252 });
}

#[test]
fn unsupported_features_are_explained() {
    for (line, about) in [
        ("list-queues --region eu-west-1", "--region does nothing here: there is one region."),
        ("list-queues --profile me", "--profile does nothing here"),
        ("list-queues --endpoint-url http://x", "--endpoint-url does nothing here"),
        ("list-queues --query 'QueueUrls[0]'", "--query does nothing here"),
        ("list-queues --output table", "Leave out --output table"),
        ("list-queues | wc", "This console is not a shell: |"),
        ("delete-queue --queue-url $URL", "This console is not a shell: $"),
        ("send-message --queue-url 'x", "A closing ' is missing"),
        ("send-message --queue-url q --cli-input-yaml a", "does not read YAML"),
        ("send-message --generate-cli-skeleton output", "only prints the input skeleton"),
        ("send-message --queue-url q --message-body file://m.txt", "this console has no files"),
        ("send-message --cli-input-json file://m.json", "this console has no files"),
        (
            "send-message --queue-url q --message-body m --message-attributes k={DataType=Binary,BinaryValue=@@}",
            "Invalid base64: \"@@\"",
        ),
    ] {
        let output = said(line);
        assert!(output.text.contains(about), "{line}: {}", output.text);
        assert_eq!(output.status, 252, "{line}");
    }
    assert_eq!(call("list-queues --output json --no-cli-pager --color off"), request("ListQueues", "{}"));
    assert!(said("aws --version").text.starts_with("order-board/"));
    assert!(said(&format!("send-message --message-body {}", "x".repeat(70_000))).text.contains("64 kB"));
}

#[test]
fn pages_have_two_names() {
    let page = r#"{"MaxResults":7,"NextToken":"t"}"#;
    assert_eq!(call("list-queues --max-items 7 --starting-token t --page-size 3"), request("ListQueues", page));
    assert_eq!(call("list-queues --max-items 5000"), request("ListQueues", r#"{"MaxResults":1000}"#));
    assert!(
        said("list-message-move-tasks --source-arn a --max-items 1").text.contains("Unknown options: --max-items, 1")
    );
}

#[test]
fn help_is_short_and_complete() {
    let help = said("help");
    for line in ["aws help", "aws sqs help", "sqs help"] {
        assert_eq!(said(line), help);
    }
    let candidates = |line: &str| complete(line, line.len(), &Known::default()).candidates;
    let commands = candidates("").into_iter().filter(|candidate| candidate.text.contains('-'));
    let mut actions = 0;
    for command in commands {
        actions += 1;
        assert!(help.text.contains(&format!("\n  {}", command.text)), "{}", command.text);
        let own = said(&format!("{}help", command.text)).text;
        assert!(own.lines().count() < 24, "{own}");
        for option in candidates(&format!("{}--", command.text)).iter().filter(|option| option.text != "--output ") {
            assert!(own.contains(&format!("  {}", option.text.trim_end())), "{}: {own}", option.text);
        }
    }
    assert_eq!(actions, Request::ACTIONS.len());
    let receive = said("receive-message help").text;
    assert!(receive.contains("  --wait-time-seconds <integer>") && receive.contains("0 to 20 s."), "{receive}");
}

#[test]
fn skeletons_have_all_members_of_a_call() {
    let skeleton = said("send-message-batch --generate-cli-skeleton").text;
    let read = serde_json::from_str::<Value>(&skeleton).expect("it is JSON");
    assert_eq!(read.get("Entries").and_then(Value::as_array).map(Vec::len), Some(1));
    let wanted = "        {\n            \"Id\": \"\",\n            \"MessageBody\": \"\",\n            \"DelaySeconds\": 0,\n            \"MessageAttributes\": {\n                \"KeyName\": {\n                    \"StringValue\": \"\",\n                    \"BinaryValue\": null,\n                    \"StringListValues\": [\n                        \"\"\n                    ],\n                    \"BinaryListValues\": [\n                        null\n                    ],\n                    \"DataType\": \"\"";
    assert!(skeleton.contains(wanted), "{skeleton}");
    let same = said("send-message-batch --generate-cli-skeleton input --queue-url x");
    assert_eq!(same, Output { text: skeleton, status: 0 });
}

#[test]
fn answers_are_printed_as_the_cli_prints_them() {
    let sent = Response::SendMessage(sqs::SendMessageResult {
        message_id: uuid::Uuid::from_u128(7).into(),
        body: "latte".into(),
        message_attributes: sqs::ByName::new(),
        message_system_attributes: sqs::ByName::new(),
        sequence_number: None,
    });
    let printed = answer("SendMessage", &Ok(sent));
    let text = "{\n    \"MD5OfMessageBody\": \"e8bf2f1d97ddc65b9f5a1c9e0f4d7d8b\",\n    \"MessageId\": \"00000000-0000-0000-0000-000000000007\"\n}"
        .replace("e8bf2f1d97ddc65b9f5a1c9e0f4d7d8b", &sqs::md5_of_body("latte"));
    assert_eq!(printed, Output { text, status: 0 });
    assert_eq!(answer("PurgeQueue", &Ok(Response::Empty {})), Output::default());
    let nothing = Response::ReceiveMessage(sqs::ReceiveMessageResult { messages: Vec::new() });
    assert_eq!(answer("ReceiveMessage", &Ok(nothing)), Output::default());
    let received = Response::ReceiveMessage(sqs::ReceiveMessageResult {
        messages: vec![sqs::Message {
            message_id: uuid::Uuid::from_u128(7).into(),
            receipt_handle: "h".into(),
            body: "café ☕".into(),
            attributes: sqs::ByName::new(),
            message_attributes: [("k".to_owned(), sqs::MessageAttribute::text("String", "x"))].into(),
        }],
    });
    let text = answer("ReceiveMessage", &Ok(received)).text;
    let attribute = "            \"MessageAttributes\": {\n                \"k\": {\n                    \"StringValue\": \"x\",\n                    \"DataType\": \"String\"\n                }\n            }\n        }\n    ]\n}";
    assert!(text.ends_with(attribute) && text.contains("\"Body\": \"café ☕\""), "{text}");
    let missing = sqs::Error::new(sqs::ErrorKind::QueueDoesNotExist, "The specified queue does not exist.");
    let text = "aws: [ERROR]: An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the GetQueueUrl operation: The specified queue does not exist.";
    assert_eq!(answer("GetQueueUrl", &Err(missing)), Output { text: text.into(), status: 254 });
}

mod completion {
    use super::*;

    fn known() -> (Vec<String>, Vec<String>, Vec<String>) {
        (
            vec!["https://sqs.us-east-1.amazonaws.com/123456789012/orders".into()],
            vec!["arn:aws:sqs:us-east-1:123456789012:orders-dead".into()],
            vec!["AQ+/=".into()],
        )
    }

    /// Completes at `|`.
    fn at(line: &str) -> Completion {
        let (urls, arns, handles) = known();
        let cursor = line.find('|').expect("a cursor");
        let known = Known { queue_urls: &urls, queue_arns: &arns, receipt_handles: &handles };
        complete(&line.replacen('|', "", 1), cursor, &known)
    }

    fn texts(line: &str) -> Vec<String> {
        at(line).candidates.into_iter().map(|candidate| candidate.text).collect()
    }

    /// Returns the line with the first candidate inserted.
    fn first(line: &str) -> String {
        let completion = at(line);
        let mut line = line.replacen('|', "", 1);
        line.replace_range(completion.replaces, &completion.candidates.first().expect("a candidate").text);
        line
    }

    #[test]
    fn commands() {
        assert_eq!(texts("|").len(), 26, "23 commands, help, clear, aws sqs");
        assert_eq!(texts("aws sqs se|"), ["send-message ", "send-message-batch ", "set-queue-attributes "]);
        assert_eq!(texts("SEND|"), ["send-message ", "send-message-batch "]);
        assert_eq!(texts("aws |"), ["sqs ", "help"]);
        assert_eq!(first("rec|"), "receive-message ");
        let common = ["se|", "send|", "rec|", "|", "brew|"].map(|line| at(line).common().to_owned());
        assert_eq!(common, ["se", "send-message", "receive-message ", "", ""]);
        assert!(at("|").candidates.iter().all(|one| !one.about.is_empty()));
        assert!(texts("brew |").is_empty());
    }

    #[test]
    fn missing_options_are_offered_required_first() {
        let options = texts("send-message |");
        assert_eq!(options[..2], ["--queue-url ", "--message-body "]);
        assert!(options.contains(&"--generate-cli-skeleton ".into()) && options.contains(&"help".into()));
        let options = texts("send-message --queue-url orders --|");
        assert_eq!(options[0], "--message-body ");
        assert!(!options.contains(&"--queue-url ".into()));
        assert_eq!(texts("send-message --queue-url=x --message-b|"), ["--message-body "]);
        assert_eq!(first("list-queues --max|"), "list-queues --max-items ");
        let about = at("send-message --del|").candidates;
        assert_eq!(about[0].about, "How long it stays hidden at first: 0 to 900 s.");
    }

    #[test]
    fn values() {
        assert_eq!(texts("purge-queue --queue-url |")[0], "orders ");
        assert_eq!(texts("purge-queue --queue-url o|"), ["orders "]);
        assert_eq!(first("purge-queue --queue-url=https|"), format!("purge-queue --queue-url={} ", known().0[0]));
        assert_eq!(first("purge-queue --queue-url 'or|"), "purge-queue --queue-url orders ");
        assert_eq!(texts("delete-message --queue-url q --receipt-handle |"), ["AQ+/= "]);
        assert_eq!(
            texts("start-message-move-task --source-arn arn|"),
            ["arn:aws:sqs:us-east-1:123456789012:orders-dead "]
        );
        assert_eq!(texts("get-queue-attributes --queue-url q --attribute-names Q|"), ["QueueArn "]);
        let second = texts("get-queue-attributes --queue-url q --attribute-names QueueArn |");
        assert!(second.contains(&"All ".into()) && second.contains(&"--output ".into()), "{second:?}");
        assert_eq!(texts("receive-message --attribute-names Sen|"), ["SenderId ", "SentTimestamp "]);
        assert_eq!(texts("receive-message --queue-url q --wait-time-seconds |"), [""; 0]);
        assert_eq!(
            at("receive-message --queue-url q --wait-time-seconds |").hint,
            "How long to wait for a message: 0 to 20 s."
        );
        assert_eq!(
            first("create-queue --queue-name q --attributes Vis|"),
            "create-queue --queue-name q --attributes VisibilityTimeout="
        );
        assert_eq!(
            first("create-queue --attributes VisibilityTimeout=5,Fif|"),
            "create-queue --attributes VisibilityTimeout=5,FifoQueue="
        );
        assert!(texts("set-queue-attributes --attributes FifoQ|").is_empty());
        assert_eq!(first("send-message --message-attributes k=|"), "send-message --message-attributes k={DataType=");
        assert_eq!(
            first("send-message --message-attributes k={DataType=N|"),
            "send-message --message-attributes k={DataType=Number,"
        );
        assert_eq!(first("send-message-batch --entries Id=1,Mess|"), "send-message-batch --entries Id=1,MessageBody=");
    }

    #[test]
    fn the_middle_of_a_line() {
        assert_eq!(first("send-m| --queue-url orders"), "send-message  --queue-url orders");
        let (line, cursor) = ("send-message --é", 15);
        assert!(complete(line, cursor, &Known::default()).replaces.end <= 15);
    }
}

mod copies {
    use super::*;

    fn sample() -> Request {
        request(
            "SendMessage",
            r#"{"QueueUrl":"orders","MessageBody":"it's a \"latte\"\n","DelaySeconds":5,
                "MessageAttributes":{"art":{"DataType":"Binary","BinaryValue":"AP9c"}}}"#,
        )
    }

    #[test]
    fn every_language_has_its_own_source() {
        assert_eq!(
            copy(&request("SendMessage", r#"{"QueueUrl":"orders","MessageBody":"flat white"}"#), Language::Cli),
            "aws sqs send-message --queue-url orders --message-body 'flat white'"
        );
        assert_eq!(
            copy(&sample(), Language::Cli),
            r#"aws sqs send-message --queue-url orders --message-body $'it\'s a "latte"\n' --delay-seconds 5 --message-attributes 'art={DataType=Binary,BinaryValue=AP9c}'"#
        );
        assert_eq!(
            copy(&sample(), Language::Python),
            r#"import boto3

sqs = boto3.client("sqs")
response = sqs.send_message(
    QueueUrl="orders",
    MessageBody="it's a \"latte\"\n",
    DelaySeconds=5,
    MessageAttributes={
        "art": {
            "DataType": "Binary",
            "BinaryValue": b"\x00\xff\\",
        },
    },
)
"#
        );
        assert_eq!(
            copy(&sample(), Language::JavaScript),
            r#"import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const sqs = new SQSClient();
const response = await sqs.send(new SendMessageCommand({
  QueueUrl: "orders",
  MessageBody: "it's a \"latte\"\n",
  DelaySeconds: 5,
  MessageAttributes: {
    art: {
      DataType: "Binary",
      BinaryValue: new Uint8Array([0, 255, 92]),
    },
  },
}));
"#
        );
        assert_eq!(
            copy(&sample(), Language::Rust),
            r#"use aws_sdk_sqs::primitives::Blob;
use aws_sdk_sqs::types::MessageAttributeValue;

let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
let sqs = aws_sdk_sqs::Client::new(&config);
let response = sqs
    .send_message()
    .queue_url("orders")
    .message_body("it's a \"latte\"\n")
    .delay_seconds(5)
    .message_attributes("art", MessageAttributeValue::builder().data_type("Binary").binary_value(Blob::new(b"\x00\xff\\")).build()?)
    .send()
    .await?;
"#
        );
        let batch = r#"{"QueueUrl":"q","Entries":[{"Id":"1","ReceiptHandle":"AB+/="}]}"#;
        assert!(copy(&request("DeleteMessageBatch", batch), Language::Rust).contains(
            "\n    .entries(\n        DeleteMessageBatchRequestEntry::builder()\n            .id(\"1\")\n            .receipt_handle(\"AB+/=\")\n            .build()?,\n    )"
        ));
    }

    #[test]
    fn values_are_not_mistaken_for_options_or_files() {
        for (action, body) in [
            ("SendMessage", r#"{"QueueUrl":"-","MessageBody":"--debug","MessageGroupId":"-1"}"#),
            ("TagQueue", r#"{"QueueUrl":"q","Tags":{"-x":"1","--region":"y"}}"#),
            ("TagQueue", r#"{"QueueUrl":"q","Tags":{"file://x":"1"}}"#),
            ("UntagQueue", r#"{"QueueUrl":"q","TagKeys":["-x","--output"]}"#),
        ] {
            let request = request(action, body);
            assert_eq!(call(&copy(&request, Language::Cli)), request);
        }
    }

    #[test]
    fn texts_with_a_nul_are_passed_as_json() {
        for body in [r#"{"QueueUrl":"q","MessageBody":"a\u0000b"}"#, r#"{"QueueUrl":"q","MessageBody":"file://x"}"#] {
            let request = request("SendMessage", body);
            let line = copy(&request, Language::Cli);
            assert!(line.starts_with("aws sqs send-message --cli-input-json '"), "{line}");
            assert!(!line.contains('\0'));
            assert_eq!(call(&line), request);
        }
    }
}

/// Generated requests and lines.
mod any {
    use std::process::{Command, Stdio};

    use base64::prelude::{BASE64_STANDARD, Engine as _};
    use model::sqs::{Member, Shape};
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    use serde_json::json;

    use super::*;

    fn cases(default: u32) -> u32 {
        std::env::var("FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(default)
    }

    fn check<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
        seed::check(cases, strategy, |value| {
            test(value);
            Ok(())
        });
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-zA-Z0-9_.*-]{0,12}",
            "\\PC{0,8}",
            any::<String>(),
            prop::sample::select(vec![
                "",
                "-x",
                "--debug",
                "-5",
                "file://x",
                "fileb://x",
                "[",
                "[\"a\"]",
                "{",
                "{}",
                "a=b",
                "a,b",
                "it's",
                "\"",
                "\\",
                "a\nb",
                "\0",
                "\u{202e}x",
                "$HOME",
                "`date`",
                "!x",
                "#38",
                " lead",
                "trail ",
                "__proto__",
                "</script>",
                "\u{feff}",
                "😀",
                "help",
                "${x}",
                "%s",
                "'''",
                "\u{2028}",
            ])
            .prop_map(str::to_owned),
        ]
    }

    fn attribute() -> impl Strategy<Value = Value> {
        prop_oneof![
            (prop::sample::select(vec!["String", "Number", "String.x"]), text())
                .prop_map(|(kind, value)| json!({ "DataType": kind, "StringValue": value })),
            prop::collection::vec(any::<u8>(), 0..6)
                .prop_map(|bytes| json!({ "DataType": "Binary", "BinaryValue": BASE64_STANDARD.encode(bytes) })),
        ]
    }

    fn map(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
        prop::collection::btree_map(text(), value, 0..4).prop_map(|values| values.into_iter().collect()).boxed()
    }

    fn value(shape: Shape) -> BoxedStrategy<Value> {
        match shape {
            Shape::Text => text().prop_map(Value::from).boxed(),
            Shape::Whole => {
                prop_oneof![(-5..50_000_i64), any::<i32>().prop_map(i64::from)].prop_map(Value::from).boxed()
            }
            Shape::Texts => prop::collection::vec(text().prop_map(Value::from), 0..4).prop_map(Value::from).boxed(),
            Shape::TextMap => map(text().prop_map(Value::from)),
            Shape::AttributeMap => map(attribute()),
            Shape::Entries(members) => prop::collection::vec(body(members), 0..3).prop_map(Value::from).boxed(),
        }
    }

    /// A body that always has the members that the CLI requires.
    fn body(members: &'static [Member]) -> BoxedStrategy<Value> {
        let member = |member: &Member| {
            let name = member.name;
            let always = member.required || matches!(name, "Id" | "MessageBody" | "ReceiptHandle");
            (if always { Just(true).boxed() } else { any::<bool>().boxed() }, value(member.shape))
                .prop_map(move |(given, value)| given.then_some((name, value)))
        };
        let members: Vec<_> = members.iter().map(member).collect();
        members.prop_map(|members| members.into_iter().flatten().collect()).boxed()
    }

    fn requests() -> impl Strategy<Value = Request> {
        let actions: Vec<BoxedStrategy<Request>> = Request::ACTIONS
            .iter()
            .map(|action| {
                let body = body(Request::members(action).expect("known"));
                body.prop_map(|body| Request::from_json(action, &body).expect("of its shape")).boxed()
            })
            .collect();
        prop::strategy::Union::new(actions)
    }

    #[test]
    fn every_call_is_read_back_from_its_command_line() {
        check(cases(3_000), &requests(), |request| {
            let line = copy(&request, Language::Cli);
            assert!(!line.contains(['\n', '\0']), "{line}");
            assert_eq!(read(&line), Reading::Call(request), "{line}");
        });
    }

    /// Lines of valid and invalid pieces.
    fn lines() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => prop::sample::select(vec![
                "aws ", "sqs ", "send-message ", "receive-message ", "create-queue ", "send-message-batch ", "list-queues ", "help", "clear",
                "--queue-url ", "--message-body ", "--message-attributes ", "--attributes ", "--entries ", "--tags ", "--attribute-names ",
                "--cli-input-json ", "--generate-cli-skeleton ", "--max-items ", "--query ", "--output ", "--delay-seconds ", "--m", "--",
                "k={DataType=String,StringValue=x} ", "Id=1,MessageBody=a ", "a=b,c", "=", ",", "{", "}", "[", "]", "'", "\"", "\\", "\\,", " ", "$'", "\\x", "\\u",
                "{\"QueueUrl\":\"q\",", "\"MessageBody\":\"m\"}", "null", "-5", "|", "\n",
            ]).prop_map(str::to_owned),
            1 => any::<String>(),
            1 => "\\PC{0,6}",
        ];
        prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn any_line_is_safe() {
        let known = ["https://sqs/1/orders".to_owned()];
        let known = Known { queue_urls: &known, queue_arns: &known, receipt_handles: &known };
        check(cases(20_000), &(lines(), any::<prop::sample::Index>()), |(line, cursor)| {
            match read(&line) {
                Reading::Call(request) => {
                    for language in Language::ALL {
                        assert!(!copy(&request, language).is_empty());
                    }
                    // The service refuses lists of values, so a copy leaves them out.
                    if !line.contains("ListValues") {
                        assert_eq!(read(&copy(&request, Language::Cli)), Reading::Call(request), "{line}");
                    }
                }
                Reading::Said(output) => {
                    assert!(output.text.len() < 8_000 + 4 * line.len(), "{line}: {}", output.text.len());
                }
                Reading::Nothing | Reading::Clear => {}
            }
            let completion = complete(&line, cursor.index(line.len() + 1), &known);
            let mut completed = line.clone();
            for candidate in completion.candidates {
                completed.replace_range(completion.replaces.clone(), &candidate.text);
                assert!(!candidate.about.is_empty() && completion.replaces.end <= line.len());
                completed.clone_from(&line);
            }
        });
    }

    fn samples(count: usize) -> Vec<Request> {
        let mut runner = TestRunner::deterministic();
        let strategy = requests();
        (0..count).map(|_| strategy.new_tree(&mut runner).expect("no filter").current()).collect()
    }

    /// Runs an installed program on a text. Returns `None` if it is not installed.
    fn run(program: &str, arguments: &[&str], input: &str) -> Option<String> {
        use std::io::Write as _;
        let child = Command::new(program)
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = match child {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                eprintln!("there is no {program} here");
                return None;
            }
            child => child.expect("it starts"),
        };
        let mut stdin = child.stdin.take().expect("piped");
        let input = input.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{program} failed: {}", String::from_utf8_lossy(&output.stdout));
        writer.join().expect("it writes").expect("all is read");
        Some(String::from_utf8(output.stdout).expect("text"))
    }

    /// Compares the calls that a program made of the sources, one line of JSON each, with the requests.
    fn compare(requests: &[Request], lines: &str) {
        assert_eq!(lines.lines().count(), requests.len());
        for (request, line) in requests.iter().zip(lines.lines()) {
            let made = serde_json::from_str::<Value>(line).expect("a line of JSON");
            assert_eq!(made.get("action").and_then(Value::as_str), Some(request.action()));
            let body = made.get("body").expect("a body");
            assert_eq!(Request::from_json(request.action(), body).as_ref(), Ok(request), "{line}");
        }
    }

    fn sources(requests: &[Request], language: Language) -> String {
        Value::from(requests.iter().map(|request| Value::from(copy(request, language))).collect::<Vec<_>>()).to_string()
    }

    #[test]
    fn python_makes_the_same_calls() {
        let requests = samples(400);
        let program = r#"
import ast, base64, json, sys
def plain(value):
    if isinstance(value, bytes): return base64.b64encode(value).decode()
    if isinstance(value, dict): return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list): return [plain(inner) for inner in value]
    return value
for source in json.load(sys.stdin):
    call = ast.parse(source).body[2].value
    body = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    action = "".join(part.capitalize() for part in call.func.attr.split("_"))
    print(json.dumps({"action": action, "body": plain(body)}))
"#;
        if let Some(lines) = run("python3", &["-c", program], &sources(&requests, Language::Python)) {
            compare(&requests, &lines);
        }
    }

    #[test]
    fn java_script_makes_the_same_calls() {
        let requests = samples(400);
        let program = r#"
const run = Object.getPrototypeOf(async () => {}).constructor;
const plain = (value) => value instanceof Uint8Array ? Buffer.from(value).toString("base64")
  : Array.isArray(value) ? value.map(plain)
  : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)])) : value;
let text = "";
process.stdin.on("data", (part) => { text += part; }).on("end", async () => {
  for (const source of JSON.parse(text)) {
    const [first, ...rest] = source.split("\n");
    const action = first.match(/^import \{ (\w+)Command, SQSClient \} from "@aws-sdk\/client-sqs";$/)[1];
    class SQSClient { send(command) { console.log(JSON.stringify({ action, body: plain(command.input) })); } }
    class SomeCommand { constructor(input) { this.input = input; } }
    await new run("SQSClient", `${action}Command`, `"use strict";${rest.join("\n")}`)(SQSClient, SomeCommand);
  }
});
"#;
        if let Some(lines) = run("node", &["-e", program], &sources(&requests, Language::JavaScript)) {
            compare(&requests, &lines);
        }
    }

    #[test]
    fn a_shell_reads_the_same_words() {
        let requests = samples(400);
        let mut script = String::from("aws() { printf '%s\\0' \"$@\"; printf '\\001\\0'; }\n");
        for request in &requests {
            script.push_str(&copy(request, Language::Cli));
            script.push('\n');
        }
        let Some(words) = run("bash", &["-s"], &script) else { return };
        let calls: Vec<&str> = words.split_terminator("\u{1}\0").collect();
        assert_eq!(calls.len(), requests.len());
        for (request, words) in requests.iter().zip(calls) {
            // Quotes each word, so that the line can be read again.
            let quoted = words.split_terminator('\0').map(|word| format!("'{}'", word.replace('\'', r"'\''")));
            let line = format!("aws {}", quoted.collect::<Vec<_>>().join(" "));
            assert_eq!(read(&line), Reading::Call(request.clone()), "{line}");
        }
    }

    /// Parses the source with `syn`.
    #[test]
    fn rust_reads_the_source() {
        for request in samples(400) {
            let source = copy(&request, Language::Rust);
            let function = format!("async fn f() -> Result<(), Box<dyn std::error::Error>> {{ {source} Ok(()) }}");
            if let Err(error) = syn::parse_str::<syn::ItemFn>(&function) {
                panic!("{error}: {source}");
            }
        }
    }
}
