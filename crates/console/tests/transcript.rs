//! The transcript: each answer goes to the line that asked for it.

use console::{BlockId, Output, Transcript};
use model::sqs::{CallId, ListQueues, Request};

fn request() -> Request {
    ListQueues { queue_name_prefix: None, next_token: None, max_results: None }.into()
}

fn output(text: &str) -> Output {
    Output { text: text.to_owned(), status: 0 }
}

/// The lines with their outputs; a call that waits has none.
fn shown(transcript: &Transcript) -> Vec<(&str, Option<&str>)> {
    transcript
        .blocks()
        .map(|block| (block.line.as_str(), block.output.as_ref().map(|output| output.text.as_str())))
        .collect()
}

#[test]
fn the_answer_after_a_clear_goes_to_its_own_line() {
    let mut transcript = Transcript::default();
    transcript.say("one".into(), output("1"));
    transcript.say("two".into(), output("2"));
    let waiting = transcript.begin("wait".into(), request());
    transcript.accepted(waiting, CallId(7));
    transcript.clear();
    assert_eq!(shown(&transcript), [("wait", None)]);
    assert!(transcript.waits_for(waiting));
    assert_eq!((transcript.waiting_call(), transcript.waiting_request()), (Some(CallId(7)), Some(&request())));

    transcript.end(output("answer"));
    for line in ["three", "four", "five"] {
        let block = transcript.begin(line.into(), request());
        assert!(transcript.waits_for(block) && !transcript.waits_for(waiting));
        transcript.end(output(&format!("of {line}")));
    }
    assert_eq!(
        shown(&transcript),
        [("wait", Some("answer")), ("three", Some("of three")), ("four", Some("of four")), ("five", Some("of five"))]
    );
    let ids: std::collections::BTreeSet<u64> = transcript.blocks().map(|block| block.id.0).collect();
    assert_eq!(ids.len(), 4);
}

#[test]
fn a_late_number_of_another_call_changes_nothing() {
    let mut transcript = Transcript::default();
    let first = transcript.begin("first".into(), request());
    transcript.end(output("^C"));
    let second = transcript.begin("second".into(), request());
    transcript.accepted(first, CallId(1));
    assert_eq!(transcript.waiting_call(), None);
    transcript.accepted(second, CallId(2));
    assert_eq!(transcript.waiting_call(), Some(CallId(2)));
}

#[test]
fn old_blocks_are_dropped_and_counted() {
    let mut transcript = Transcript::default();
    assert!(transcript.is_empty());
    for count in 0..103 {
        transcript.say(count.to_string(), output(""));
    }
    assert_eq!((transcript.blocks().count(), transcript.dropped()), (100, 3));
    assert_eq!(transcript.blocks().next().map(|block| block.id), Some(BlockId(3)));
    transcript.clear();
    assert!(transcript.is_empty() && !transcript.is_waiting());
    assert_eq!(transcript.dropped(), 0);
}
