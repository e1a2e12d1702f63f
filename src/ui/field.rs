//! A number field: a slider over sensible values, a box for exact values, and an explanation.

use yew::prelude::*;

use super::intent::{Intent, hear};
use model::settings::{self, Range};

/// The state of the text fields: the receiver of their intents, and the draft in one of them.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
    /// The slug of the field being edited, and its text. It is kept here, because the page renders while the user
    /// types.
    pub draft: Option<&'a (&'static str, String)>,
}

/// A number field.
pub struct Number<'a> {
    /// The label on the screen.
    pub label: &'static str,
    /// The meaning, and the name in the API. `{range}` is replaced by the range.
    pub hint: &'static str,
    /// The field's part of element ids.
    pub slug: &'static str,
    /// The allowed values and their unit.
    pub range: Range,
    /// Values that the slider stops at, ascending.
    pub stops: &'static [u64],
    pub value: u64,
    pub form: Form<'a>,
}

impl Number<'_> {
    /// Renders the field. `wish` makes the intent for a value in the range.
    pub fn field(&self, wish: impl Fn(u64) -> Intent + Clone + 'static) -> Html {
        let Self { label, hint, slug, range, stops, value, form } = *self;
        let (Range { low, high, .. }, unit) = (range, range.unit.sign());
        let on = form.on;
        let slide = {
            let wish = wish.clone();
            hear(on, move |event: InputEvent| {
                let input: web_sys::HtmlInputElement = event.target_dyn_into()?;
                stops.get(input.value().parse::<usize>().ok()?).map(|stop| wish(*stop))
            })
        };
        let draft = hear(on, move |event: InputEvent| {
            let input: web_sys::HtmlInputElement = event.target_dyn_into()?;
            Some(Intent::Draft(Some((slug, input.value()))))
        });
        let shown = match form.draft {
            Some((drafted, text)) if *drafted == slug => text.clone(),
            _ => value.to_string(),
        };
        let write = hear(on, move |event: Event| {
            let input: web_sys::HtmlInputElement = event.target_dyn_into()?;
            Some(match input.value().trim().parse::<u64>() {
                Ok(number) if range.check(number).is_ok() => wish(number),
                _ => Intent::Tell(format!("{label}: a whole number from {low} to {high} {unit}.")),
            })
        });
        let (id, hint_id) = (format!("field-{slug}"), format!("hint-{slug}"));
        html! {
            <div class="field" data-testid={id.clone()} key={slug}>
                <label for={id.clone()}>
                    { label }
                    if range.unit.plain(value).is_some() { <span class="plain">{ range.unit.text(value) }</span> }
                </label>
                <span class="exact">
                    <input type="number" {id} min={low.to_string()} max={high.to_string()} step="1" value={shown}
                        oninput={draft} onchange={write} aria-describedby={hint_id.clone()} />
                    <span class="unit">{ unit }</span>
                </span>
                <input type="range" min="0" max={(stops.len() - 1).to_string()} step="1" value={nearest(stops, value).to_string()}
                    oninput={slide} aria-label={format!("{label}, slider")} aria-valuetext={range.unit.text(value)} />
                { explanation(label, hint_id, hint.replace("{range}", &range.short().replace(' ', "\u{a0}"))) }
            </div>
        }
    }
}

/// A field's explanation, which `?` unfolds.
pub fn explanation(label: &str, id: String, text: String) -> Html {
    html! {
        <details class="hint">
            <summary aria-label={format!("{label}: explanation")}>{ "?" }</summary>
            <p {id}>{ text }</p>
        </details>
    }
}

/// The field of a number in the settings `S`.
pub struct Setting<S: 'static> {
    /// The label on the screen.
    pub label: &'static str,
    /// The field's part of element ids.
    pub slug: &'static str,
    /// The meaning, and the name in the API. `{range}` is replaced by the range.
    pub hint: &'static str,
    /// The number, with its range and unit.
    pub number: settings::Number<S>,
    /// Values that the slider stops at, ascending.
    pub stops: &'static [u64],
}

impl<S: Clone> Setting<S> {
    /// Renders the field; empty if the setting is switched off. `wish` makes the intent for the changed settings.
    pub fn field(&'static self, settings: &S, form: Form<'_>, wish: impl Fn(S) -> Intent + Clone + 'static) -> Html {
        let &Self { label, slug, hint, number, stops } = self;
        let Some(value) = number.get(settings) else { return Html::default() };
        let settings = settings.clone();
        Number { label, hint, slug, range: number.range, stops, value, form }.field(move |value| {
            let mut changed = settings.clone();
            number.set(&mut changed, value);
            wish(changed)
        })
    }
}

/// The index of the stop nearest to a value.
fn nearest(stops: &[u64], value: u64) -> usize {
    let off = |index: &usize| stops[*index].abs_diff(value);
    (0..stops.len()).min_by_key(off).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_slider_stands_at_the_nearest_stop() {
        assert_eq!(nearest(&[0, 5, 30, 60], 28), 2);
        assert_eq!(nearest(&[0, 5, 30, 60], 43_200), 3);
        assert_eq!(nearest(&[0, 5, 30, 60], 0), 0);
    }
}
