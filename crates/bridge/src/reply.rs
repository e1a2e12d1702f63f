//! HTTP answers.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};
use uuid::Uuid;

use model::sqs::Reply;

pub(super) const QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// The AWS JSON protocol.
const AWS_JSON: HeaderValue = HeaderValue::from_static("application/x-amz-json-1.0");
const XML: HeaderValue = HeaderValue::from_static("text/xml");

/// The engine's reply as an HTTP answer.
pub(super) fn of_service(reply: Reply) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = respond(status, AWS_JSON, reply.body);
    if let Some(error) = reply.query_error.and_then(|error| HeaderValue::try_from(error).ok()) {
        response.headers_mut().insert(QUERY_ERROR, error);
    }
    response
}

/// A refusal by the bridge itself, in the format of the service. Clients retry after a 5xx.
pub(super) fn refusal(status: StatusCode, code: &str, sentence: &str) -> Response {
    let fault = if status.is_server_error() { "Receiver" } else { "Sender" };
    let body = json!({ "__type": format!("com.amazon.coral.service#{code}"), "message": sentence }).to_string();
    of_service(Reply { status: status.as_u16(), query_error: Some(format!("{code};{fault}")), body })
}

/// Returns an error to a client of the older query protocol. Code and sentence must not need XML escapes.
pub(super) fn xml_refusal(code: &str, sentence: &str) -> Response {
    let id = Uuid::new_v4();
    let body = format!(
        "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><Error>\
         <Type>Sender</Type><Code>{code}</Code><Message>{sentence}</Message><Detail/></Error>\
         <RequestId>{id}</RequestId></ErrorResponse>"
    );
    respond(StatusCode::BAD_REQUEST, XML, body)
}

/// An answer of the bridge's own addresses, in JSON.
pub(super) fn of_bridge(status: StatusCode, body: &Value) -> Response {
    let json = HeaderValue::from_static("application/json");
    respond(status, json, body.to_string())
}

fn respond(status: StatusCode, content_type: HeaderValue, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let id = HeaderValue::try_from(Uuid::new_v4().to_string()).expect("a UUID is plain text");
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response.headers_mut().insert(REQUEST_ID, id);
    response
}
