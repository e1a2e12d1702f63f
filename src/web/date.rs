//! The date, for people. It never reaches the simulation.

use web_sys::js_sys::{Date, Math, Object, Reflect};

/// The date in milliseconds since 1970.
#[must_use]
pub fn date_ms() -> f64 {
    Date::now()
}

/// A date in the visitor's time zone, such as “1 Dec 2026, 14:05”.
#[must_use]
pub fn date_text(ms: f64) -> String {
    let style = Object::new();
    let _ = Reflect::set(&style, &"dateStyle".into(), &"medium".into());
    let _ = Reflect::set(&style, &"timeStyle".into(), &"short".into());
    Date::new(&ms.into()).to_locale_string("en-GB", &style).into()
}

/// A name that no other page gives.
#[must_use]
pub fn unique_name() -> String {
    format!("{:.0}-{:06.0}", Date::now(), Math::random() * 1e6)
}
