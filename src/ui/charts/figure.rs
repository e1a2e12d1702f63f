//! One chart with its legend and its table.

use yew::prelude::*;

use super::super::intent::{Figures, Intent, Taken};
use model::chart::{Axis, Chart, HEIGHT, Style, Tone, WIDTH};

pub(super) fn taking(on: &Callback<Intent>, label: &'static str, what: Taken) -> Html {
    html! { <button type="button" class="pill" onclick={on.reform(move |_: MouseEvent| Intent::Figures(Figures::Take(what)))}>{ label }</button> }
}

pub(super) fn figure(chart: &Chart, opened: bool, on: &Callback<Intent>) -> Html {
    let id = chart.id;
    if let Some(nothing) = chart.nothing() {
        return html! { <p class="chart note" data-chart={id}>{ nothing }</p> };
    }
    let drawing = chart.drawing();
    let (from, to) = chart.ends();
    let way = if chart.style == Style::Line { "line" } else { "filled" };
    let field = format!("0 0 {WIDTH} {HEIGHT}");
    let taken = |label: &'static str, what: Taken| {
        let name = format!("{}: {label}", chart.title);
        html! { <button type="button" aria-label={name} onclick={on.reform(move |_: MouseEvent| Intent::Figures(Figures::Take(what)))}>{ label }</button> }
    };
    html! {
        <figure class="chart" data-chart={id}>
            <figcaption><h3>{ chart.title }</h3><p class="note">{ chart.about }</p></figcaption>
            <details class="chart-deeds">
                <summary aria-label={format!("{}: Table, files", chart.title)}>{ "Table, files" }</summary>
                <button type="button" aria-expanded={opened.to_string()} aria-label={format!("{}: as a table", chart.title)}
                    onclick={on.reform(move |_: MouseEvent| Intent::Figures(Figures::Table(id)))}>{ "Table" }</button>
                { taken("SVG", Taken::Svg(id)) }
                { taken("PNG", Taken::Png(id)) }
            </details>
            { legend(chart) }
            <div class="chart-field">
                <span class="chart-top">{ chart.unit.text(drawing.top) }</span>
                <svg viewBox={field} preserveAspectRatio="none" role="img" aria-label={chart.summary()}>
                    { for drawing.strokes.iter().map(|stroke| html! { <path class={classes!(way, tone(stroke.tone))} d={stroke.d.clone()} /> }) }
                    { for drawing.marks.iter().map(|(_, x)| html! { <path class="chart-mark" d={format!("M{x} 0V{HEIGHT}")} /> }) }
                </svg>
            </div>
            <p class="chart-axis"><span>{ from }</span><span>{ to }</span></p>
            if opened {
                { table(chart) }
            }
        </figure>
    }
}

/// The legend: each colour's meaning and its latest value.
pub(super) fn legend(chart: &Chart) -> Html {
    let now = |values: &[Option<u64>]| match (chart.axis, values.last()) {
        (Axis::Time { .. }, Some(Some(value))) => chart.unit.text(*value),
        _ => String::new(),
    };
    html! {
        <ul class="chart-legend">
            if let Axis::Duration { .. } = chart.axis {
                { for chart.marks.iter().map(|(name, at)| html! { <li>{ *name }<b>{ at.to_string() }</b></li> }) }
            } else {
                { for chart.lines.iter().map(|line| html! {
                    <li class={tone(line.tone)} title={line.name}><i></i>{ line.label }<b>{ now(&line.values) }</b></li>
                }) }
            }
        </ul>
    }
}

pub(super) fn table(chart: &Chart) -> Html {
    let first = if let Axis::Time { .. } = chart.axis { "Until" } else { "Up to" };
    let value = |value: Option<u64>| value.map_or_else(|| "–".to_owned(), |value| chart.unit.text(value));
    html! {
        <div class="chart-table" tabindex="0" role="region" aria-label={format!("{}: numbers", chart.title)}>
            <table>
                <thead><tr>
                    <th scope="col">{ first }</th>
                    { for chart.lines.iter().map(|line| html! { <th scope="col" title={line.name}>{ line.label }</th> }) }
                </tr></thead>
                <tbody>
                    { for (0..chart.steps()).map(|index| html! {
                        <tr>
                            <th scope="row">{ chart.step_end(index).to_string() }</th>
                            { for chart.lines.iter().map(|line| html! { <td>{ value(line.values[index]) }</td> }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

pub(super) const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Visible => "tone-visible",
        Tone::Hidden => "tone-hidden",
        Tone::Delay => "tone-delay",
        Tone::Done => "tone-done",
        Tone::Dead => "tone-dead",
    }
}
