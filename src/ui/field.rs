//! A number that can be set: a slider over the sensible values, a box for any exact one, and what it means.

use yew::prelude::*;

/// What a number field needs.
#[derive(Properties, PartialEq)]
pub struct NumberProps {
    /// Its name on the screen.
    pub label: &'static str,
    /// What it means, its range and the API's name.
    pub hint: AttrValue,
    /// Its part of element ids.
    pub slug: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// The smallest allowed value.
    pub least: u64,
    /// The largest allowed value.
    pub most: u64,
    /// Values that the slider stops at, ascending.
    pub stops: &'static [u64],
    /// The value.
    pub value: u64,
    /// Called with a value within the range.
    pub on_change: Callback<u64>,
}

/// A number that can be set.
#[component]
pub fn Number(props: &NumberProps) -> Html {
    let NumberProps { label, hint, slug, unit, least, most, stops, value, on_change } = props;
    let problem = use_state_eq(|| None::<String>);
    let range = (*least, *most);
    // A new value from elsewhere answers whatever was wrong with the old one.
    use_effect_with(*value, {
        let problem = problem.clone();
        move |_| problem.set(None)
    });
    let slide = {
        let (stops, on_change) = (*stops, on_change.clone());
        Callback::from(move |event: InputEvent| {
            let stop = input_text(&event).and_then(|text| stops.get(text.parse::<usize>().ok()?).copied());
            if let Some(stop) = stop {
                on_change.emit(stop);
            }
        })
    };
    let write = {
        let (on_change, problem, unit) = (on_change.clone(), problem.clone(), *unit);
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<web_sys::HtmlInputElement>() else { return };
            match input.value().trim().parse::<u64>() {
                Ok(number) if (range.0..=range.1).contains(&number) => {
                    problem.set(None);
                    on_change.emit(number);
                }
                _ => problem.set(Some(format!("A whole number from {} to {} {unit}.", range.0, range.1))),
            }
        })
    };
    let (id, hint_id) = (format!("field-{slug}"), format!("hint-{slug}"));
    let stop = nearest(stops, *value);
    html! {
        <div class="field" data-testid={format!("field-{slug}")}>
            <label for={id.clone()}>{ *label }</label>
            <span class="exact">
                <input type="number" {id} min={least.to_string()} max={most.to_string()} step="1" value={value.to_string()}
                    onchange={write} aria-describedby={hint_id.clone()} aria-invalid={problem.is_some().to_string()} />
                <span class="unit">{ *unit }</span>
            </span>
            <input type="range" min="0" max={(stops.len() - 1).to_string()} step="1" value={stop.to_string()} oninput={slide}
                aria-label={format!("{label}, slider")} aria-valuetext={format!("{value} {unit}")} />
            <p class="hint" id={hint_id}>{ hint.clone() }</p>
            if let Some(problem) = &*problem {
                <p class="problem" role="alert">{ problem }</p>
            }
        </div>
    }
}

fn input_text(event: &InputEvent) -> Option<String> {
    Some(event.target_dyn_into::<web_sys::HtmlInputElement>()?.value())
}

/// The place of the stop nearest to a value.
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
