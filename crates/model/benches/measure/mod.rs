//! A timer, and the calls that it measures.

use std::hint::black_box;

use model::engine::{Answer, Engine};
use model::sqs::{Error, Request, Response};
use model::time::Instant;

/// Makes a call that is answered at once, and drains its events.
pub(crate) fn answer(engine: &mut Engine, now: Instant, request: Request) -> Result<Response, Error> {
    let (_, answer) = engine.call(now, request);
    while let Some(event) = engine.poll_event() {
        black_box(&event);
    }
    match answer {
        Answer::Now(answer) => answer,
        Answer::Waiting => panic!("it does not wait"),
    }
}

/// Returns the nanoseconds of one cycle: the fastest of several batches, because noise only adds time.
#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::disallowed_methods, reason = "a benchmark looks at the wall clock; nothing else does")]
pub(crate) fn measure(mut cycle: impl FnMut()) -> f64 {
    const BATCHES: u32 = 30;
    const CYCLES: u32 = 5_000;
    let batch = |cycle: &mut dyn FnMut()| {
        let start = std::time::Instant::now();
        (0..CYCLES).for_each(|_| cycle());
        start.elapsed().as_nanos() as f64 / f64::from(CYCLES)
    };
    (0..BATCHES).map(|_| batch(&mut cycle)).fold(f64::INFINITY, f64::min)
}
