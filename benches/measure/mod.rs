//! How long things take.

/// Nanoseconds of one cycle: the fastest of some batches, as noise only ever adds.
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
