//! The frames between bridge and page: text to types and back.

use axum::http::HeaderValue;
use serde_json::{Value, json};

use super::super::call::Call;
use model::sqs::Reply;

/// The reason after which a page must not connect again.
pub(super) const TAKEN_OVER: &str = "Another page took over.";

pub(super) const ASIDE_FRAME: &str = r#"{"aside":true}"#;

pub(super) const TICK_FRAME: &str = r#"{"tick":true}"#;

/// How a page's time runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Time {
    #[default]
    Stands,
    Frames,
    Ticks,
}

/// What a page says.
#[derive(Debug)]
pub(super) enum Said {
    Answer(u64, Reply),
    Time(Time),
}

pub(super) fn bye_frame(why: &str) -> String {
    let mut frame = json!({ "bye": why });
    if why == TAKEN_OVER {
        frame["taken"] = true.into();
    }
    frame.to_string()
}

pub(super) fn call_frame(number: u64, call: &Call) -> String {
    let mut frame = json!({ "id": number, "target": call.target, "body": String::from_utf8_lossy(&call.body) });
    if let Some(trace) = &call.trace {
        frame["trace"] = trace.as_str().into();
    }
    frame["caller"] = call.caller.as_str().into();
    frame.to_string()
}

pub(super) fn read_frame(text: &str) -> Result<Said, &'static str> {
    let frame: Value = serde_json::from_str(text).map_err(|_| "A frame is not JSON.")?;
    if let Some(time) = frame.get("time") {
        return match time.as_str() {
            Some("stands") => Ok(Said::Time(Time::Stands)),
            Some("frames") => Ok(Said::Time(Time::Frames)),
            Some("ticks") => Ok(Said::Time(Time::Ticks)),
            _ => Err("A frame has a time that is none of stands, frames, ticks."),
        };
    }
    read_answer(&frame)
}

pub(super) fn read_answer(frame: &Value) -> Result<Said, &'static str> {
    let call = frame.get("id").and_then(Value::as_u64).ok_or("A frame has no id.")?;
    let status = frame.get("status").and_then(Value::as_u64).filter(|status| (200..600).contains(status));
    let status = status.and_then(|status| status.try_into().ok()).ok_or("A frame has no status.")?;
    let query_error = match frame.get("queryError") {
        None | Some(Value::Null) => None,
        Some(error) => {
            let text = error.as_str().filter(|text| HeaderValue::from_str(text).is_ok());
            Some(text.ok_or("A frame has a queryError that is no header.")?.to_owned())
        }
    };
    let body = frame.get("body").and_then(Value::as_str).ok_or("A frame has no body.")?.to_owned();
    Ok(Said::Answer(call, Reply { status, query_error, body }))
}
