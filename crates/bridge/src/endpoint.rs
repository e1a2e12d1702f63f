//! The routes of the bridge.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{any, get, post};
use axum::{Extension, Router};
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::backend::{Backend, Unavailable};
use super::body::{self, NoBody, Read};
use super::call::Call;
use super::guard::{self, Own};
use super::options::Limits;
use super::page::{BOARD, Files};
use super::reply;
use super::server::Permit;
use model::time::Span;

/// The state that all requests share.
#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) own: Own,
    pub(super) backend: Backend,
    /// The page; `None` if headless.
    pub(super) files: Option<Files>,
    pub(super) virtual_clock: bool,
    pub(super) limits: Limits,
    /// A permit for each byte of all bodies together.
    pub(super) room: Arc<Semaphore>,
    /// What a page needs to attach; `None` if every page of this bridge may.
    pub(super) token: Option<String>,
}

type Shared = State<Arc<Endpoint>>;

/// The request headers that SDKs send from a page.
const SDK_HEADERS: [HeaderName; 11] = [
    AUTHORIZATION,
    CONTENT_TYPE,
    HeaderName::from_static("amz-sdk-invocation-id"),
    HeaderName::from_static("amz-sdk-request"),
    HeaderName::from_static("x-amz-content-sha256"),
    HeaderName::from_static("x-amz-date"),
    HeaderName::from_static("x-amz-security-token"),
    HeaderName::from_static("x-amz-target"),
    HeaderName::from_static("x-amz-user-agent"),
    HeaderName::from_static("x-amzn-query-mode"),
    HeaderName::from_static("x-amzn-trace-id"),
];

/// The longest single advance of the virtual clock: 31 days, twice the longest retention.
const ADVANCE_MAX: Span = Span::from_secs(31 * 24 * 3_600);

/// Bytes of a body that is no call, at most.
const CONTROL_BYTES: usize = 1 << 10;

pub(super) fn router(endpoint: Arc<Endpoint>) -> Router {
    let own = endpoint.own;
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(|origin, _| guard::is_local(origin)))
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers(SDK_HEADERS)
        .expose_headers([reply::QUERY_ERROR, reply::REQUEST_ID])
        .allow_private_network(true);
    let control = Router::new()
        .route(BOARD, any(board))
        .route("/_clock", post(clock))
        .route("/moto-api/reset", post(reset))
        .layer(from_fn_with_state(own, guard::own_origins));
    let public = Router::new()
        .route("/_health", get(health))
        .fallback(any_other)
        .layer(cors)
        .layer(from_fn(guard::local_origins));
    let all = control.merge(public).layer(from_fn_with_state(own, guard::own_hosts));
    all.layer(map_response(guard::isolated)).with_state(endpoint)
}

/// Calls are posted to `/` or to a queue's path; the body names the queue either way.
async fn any_other(State(endpoint): Shared, request: Request) -> Response {
    let queries = request.uri().query().unwrap_or_default().split('&');
    if queries.into_iter().any(|query| query.starts_with("Action=")) {
        return query_protocol();
    }
    match (request.method(), &endpoint.files) {
        (&Method::POST, _) => endpoint.sqs(request).await,
        (&Method::GET | &Method::HEAD, Some(files)) => {
            let word = endpoint.may_attach(request.uri()).then(|| endpoint.token.as_deref());
            files.get(request, word).await
        }
        (&Method::GET | &Method::HEAD, None) => {
            refused(StatusCode::NOT_FOUND, "This bridge is headless: it has an SQS endpoint and no page.")
        }
        _ => refused(StatusCode::METHOD_NOT_ALLOWED, "Calls are posted."),
    }
}

impl Endpoint {
    async fn sqs(&self, request: Request) -> Response {
        let (head, body) = request.into_parts();
        let body = match self.body(body, self.limits.body_bytes).await {
            Ok(body) => body,
            Err(why) => return why.refusal(),
        };
        let Some(call) = Call::new(&head.headers, body.bytes.clone()) else { return without_target(&head.headers) };
        let gives_urls = URL_GIVERS.iter().any(|action| call.target.ends_with(action));
        match self.backend.call(call).await {
            Ok(mut answer) => {
                if gives_urls {
                    answer.body = self.with_urls_for(&head, answer.body);
                }
                reply::of_service(answer)
            }
            Err(unavailable) => not_now(unavailable),
        }
    }

    /// Makes queue URLs start with the host name that the client used, as other names may not reach the bridge.
    fn with_urls_for(&self, head: &Parts, body: String) -> String {
        let (given, used) = (self.own.endpoint(None), self.own.endpoint(head.headers.get(HOST)));
        if given == used { body } else { body.replace(&format!("\"{given}/"), &format!("\"{used}/")) }
    }

    async fn body(&self, body: Body, most: usize) -> Result<Read, NoBody> {
        body::read(body, most, self.limits.body, &self.room).await
    }

    /// Returns true if a request may attach a page: if there is a token, the request's query contains it.
    fn may_attach(&self, uri: &Uri) -> bool {
        self.token.as_ref().is_none_or(|token| {
            uri.query().unwrap_or_default().split('&').any(|pair| pair.strip_prefix("token=") == Some(token))
        })
    }
}

/// The actions whose answers contain queue URLs and no other text from clients.
const URL_GIVERS: [&str; 4] = [".CreateQueue", ".GetQueueUrl", ".ListQueues", ".ListDeadLetterSourceQueues"];

fn without_target(headers: &HeaderMap) -> Response {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.starts_with("application/x-www-form-urlencoded") {
        return query_protocol();
    }
    let sentence = "The header X-Amz-Target is missing: it names the action, such as AmazonSQS.SendMessage.";
    reply::refusal(StatusCode::BAD_REQUEST, "UnknownOperationException", sentence)
}

fn query_protocol() -> Response {
    reply::xml_refusal("InvalidAction", "The bridge speaks the AWS JSON protocol only: use a newer SDK or CLI.")
}

fn not_now(Unavailable(sentence): Unavailable) -> Response {
    reply::refusal(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", sentence)
}

/// Attaches the bridge's own page, or a program in its place.
async fn board(State(endpoint): Shared, Extension(permit): Extension<Permit>, request: Request) -> Response {
    use axum::extract::FromRequest as _;
    use axum::response::IntoResponse as _;
    if !matches!(endpoint.backend, Backend::Page(_)) {
        return refused(StatusCode::NOT_FOUND, "This bridge is headless: no page can be attached.");
    }
    if !endpoint.may_attach(request.uri()) {
        return refused(StatusCode::FORBIDDEN, "The token is missing: open the address that the bridge printed.");
    }
    let aside = request.uri().query().is_some_and(|query| query.split('&').any(|pair| pair == "aside"));
    let upgrade = match WebSocketUpgrade::from_request(request, &()).await {
        Ok(upgrade) => upgrade,
        Err(refusal) => return refusal.into_response(),
    };
    let frame_bytes = endpoint.limits.frame_bytes;
    upgrade.max_frame_size(frame_bytes).max_message_size(frame_bytes).on_upgrade(async move |socket| {
        let _counts = permit;
        if let Backend::Page(board) = &endpoint.backend {
            board.attach(socket, aside).await;
        }
    })
}

async fn clock(State(endpoint): Shared, request: Request) -> Response {
    let (true, Backend::Headless(engine)) = (endpoint.virtual_clock, &endpoint.backend) else {
        return refused(StatusCode::CONFLICT, "The clock is real: start the bridge with --virtual-clock to move it.");
    };
    let body = match endpoint.body(request.into_body(), CONTROL_BYTES).await {
        Ok(body) => body,
        Err(why) => return why.refusal(),
    };
    let Some(by) = read_advance(&body.bytes) else {
        let sentence = format!("{{\"advance_ms\": N}} with N from 0 to {} is awaited.", ADVANCE_MAX.as_millis());
        return refused(StatusCode::BAD_REQUEST, &sentence);
    };
    match engine.advance(by).await {
        Ok(now) => reply::of_bridge(StatusCode::OK, &json!({ "now_ms": now.as_millis() })),
        Err(unavailable) => not_now(unavailable),
    }
}

fn read_advance(body: &[u8]) -> Option<Span> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let by = Span::from_millis(body.get("advance_ms")?.as_u64()?);
    (by <= ADVANCE_MAX).then_some(by)
}

async fn reset(State(endpoint): Shared) -> Response {
    let Backend::Headless(engine) = &endpoint.backend else {
        return refused(StatusCode::CONFLICT, "A page answers, and only people empty it: load its scene anew there.");
    };
    match engine.reset().await {
        Ok(()) => reply::of_bridge(StatusCode::OK, &json!({ "status": "ok" })),
        Err(unavailable) => not_now(unavailable),
    }
}

/// Reports that the bridge listens, whether a page is attached, and whether its time runs.
async fn health(State(endpoint): Shared) -> Response {
    let body = match &endpoint.backend {
        Backend::Headless(_) => json!({ "status": "ready", "headless": true }),
        Backend::Page(board) => board.health(),
    };
    reply::of_bridge(StatusCode::OK, &body)
}

fn refused(status: StatusCode, sentence: &str) -> Response {
    reply::of_bridge(status, &json!({ "message": sentence }))
}
