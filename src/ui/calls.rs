//! The SQS API for scripts: `orderBoard.sqs` returns objects, `orderBoard.wire` returns HTTP responses for scripts that
//! forward calls (`static/doors.js`, `static/order-board-sdk.js`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::json;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::{Error, Function, Object, Promise, Reflect};
use yew::html::Scope;

use super::app::{App, Msg};
use crate::session::{CallUpdate, Session};
use crate::web;
use model::sqs::{CallId, Reply, Request, read_call};

/// The maximum number of calls of scripts that wait at one time.
const WAITING_MAX: usize = 1_000;

/// The name of a caller that passes none.
const NAMELESS: &str = "Script";

/// Makes the calls of scripts.
#[derive(Clone)]
pub struct Calls {
    session: Rc<RefCell<Session>>,
    link: Scope<App>,
}

/// A pending call; `None` once it is answered.
type Line = Rc<Cell<Option<CallId>>>;

impl Calls {
    /// Creates the API for this session.
    pub fn new(session: &Rc<RefCell<Session>>, link: &Scope<App>) -> Self {
        Self { session: session.clone(), link: link.clone() }
    }

    /// `sqs(action, body, { signal, from })` returns a promise of the answer. `from` is the caller's name on the stage.
    pub fn sqs(self) -> impl FnMut(String, JsValue, JsValue) -> JsValue + 'static {
        move |action, body, options| {
            let text = web::to_json_text(&body).unwrap_or_else(|| "{}".into());
            let target = format!("AmazonSQS.{action}");
            let signal = member(&options, "signal");
            let promise = Promise::new(&mut |resolve: Function, reject: Function| {
                let on_abort = reject.clone();
                let hang_up = self.begin(&target, &text, &options, move |reply| {
                    let (answer, value) = if reply.status == 200 {
                        (&resolve, web::parse_json(&reply.body))
                    } else {
                        (&reject, refusal(&reply))
                    };
                    let _ = answer.call1(&JsValue::NULL, &value);
                });
                abort(&signal, hang_up, on_abort);
            });
            promise.into()
        }
    }

    /// `wire(target, body, { trace, from }, done)` calls `done` with `{status, queryError, body}`. It returns a
    /// function that ends the call.
    pub fn wire(self) -> impl FnMut(String, String, JsValue, Function) -> JsValue + 'static {
        move |target, body, options, done| {
            self.begin(&target, &body, &options, move |reply| {
                let answer = Object::new();
                put(&answer, "status", &reply.status.into());
                if let Some(query_error) = &reply.query_error {
                    put(&answer, "queryError", &query_error.as_str().into());
                }
                put(&answer, "body", &reply.body.into());
                let _ = done.call1(&JsValue::NULL, &answer);
            })
            .into()
        }
    }

    /// Makes a call. Returns a function that ends it.
    fn begin(&self, target: &str, body: &str, options: &JsValue, done: impl Fn(Reply) + 'static) -> Function {
        let line: Line = Rc::default();
        let text = |name| member(options, name).as_string();
        match self.admit(target, body, text("trace").as_deref()) {
            Err(reply) => done(reply),
            Ok(request) => {
                let own = line.clone();
                let on_update = Rc::new(move |update| match update {
                    CallUpdate::Waiting(call) => own.set(Some(call)),
                    CallUpdate::Answered(answer) => {
                        own.set(None);
                        done(Reply::from(&answer));
                    }
                    CallUpdate::Gone => {
                        own.set(None);
                        done(unavailable("The shop that got this call is gone."));
                    }
                });
                let guest = text("from").unwrap_or_default();
                let guest = if guest.trim().is_empty() { NAMELESS } else { &guest };
                let update = self.session.borrow_mut().call(request, guest, on_update.clone());
                on_update(update);
                self.link.send_message(Msg::Called);
            }
        }
        let calls = self.clone();
        let hang_up = move || {
            if let Some(call) = line.take() {
                calls.session.borrow_mut().hang_up(call);
                calls.link.send_message(Msg::Called);
            }
        };
        Closure::<dyn FnMut()>::new(hang_up).into_js_value().unchecked_into()
    }

    fn admit(&self, target: &str, body: &str, trace: Option<&str>) -> Result<Request, Reply> {
        let request = read_call(target, body.as_bytes(), trace).map_err(|error| Reply::from(&Err(error)))?;
        if self.session.borrow().waiting_calls() >= WAITING_MAX {
            return Err(unavailable("Too many calls are waiting. At most 1,000 can wait."));
        }
        Ok(request)
    }
}

/// The response of a busy service: clients retry.
fn unavailable(sentence: &str) -> Reply {
    let body = json!({ "__type": "com.amazon.coral.service#ServiceUnavailableException", "message": sentence });
    let query_error = Some("ServiceUnavailable;Receiver".into());
    Reply { status: 503, query_error, body: body.to_string() }
}

/// An `Error` with the service's code and status.
fn refusal(reply: &Reply) -> JsValue {
    let body = web::parse_json(&reply.body);
    let error = Error::new(&member(&body, "message").as_string().unwrap_or_default());
    let code = reply.query_error.as_deref().and_then(|text| text.split(';').next()).unwrap_or_default();
    put(&error, "__type", &member(&body, "__type"));
    put(&error, "code", &code.into());
    put(&error, "status", &reply.status.into());
    error.into()
}

/// Ends the call when the signal aborts.
fn abort(signal: &JsValue, hang_up: Function, reject: Function) {
    let Ok(listen) = member(signal, "addEventListener").dyn_into::<Function>() else { return };
    let source = signal.clone();
    let ended = move || {
        let _ = hang_up.call0(&JsValue::NULL);
        let _ = reject.call1(&JsValue::NULL, &member(&source, "reason"));
    };
    if member(signal, "aborted").is_truthy() {
        return ended();
    }
    let ended: JsValue = Closure::<dyn FnMut()>::new(ended).into_js_value();
    let _ = listen.call2(signal, &"abort".into(), &ended);
}

fn member(object: &JsValue, name: &str) -> JsValue {
    if object.is_object() { Reflect::get(object, &name.into()).unwrap_or_default() } else { JsValue::UNDEFINED }
}

fn put(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}
