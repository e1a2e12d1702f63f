//! The order board: lanes, trays, and what you hold yourself.

use yew::prelude::*;

use super::describe::{grouped, short};
use super::figure::icon;
use super::intent::{Intent, Selection};
use super::place::{at, placed};
use super::ticket::{self, Ticket};
use crate::shop::{Intervention, Lane, LaneView, PersonId, Snapshot, TicketState, TicketView};
use crate::stage::art::Icon;
use crate::stage::{BoardLayout, LaneLayout, Rect};
use crate::time::Instant;

/// What the board needs.
pub struct BoardProps<'a> {
    /// What hangs on it.
    pub snapshot: &'a Snapshot,
    /// Where.
    pub layout: &'a BoardLayout,
    /// The moment, in whole seconds.
    pub now: Instant,
    /// Names of holders.
    pub names: &'a Callback<PersonId, AttrValue>,
    /// In the inspector.
    pub selected: Selection,
    /// Tickets on their way are painted elsewhere.
    pub travel: bool,
    /// Where wishes go.
    pub on: &'a Callback<Intent>,
}

/// The order board.
pub fn board(props: &BoardProps<'_>) -> Html {
    let BoardProps { snapshot, layout, on, .. } = props;
    let queue = &snapshot.queue;
    let tries = match queue.max_receive_count {
        Some(count) => format!("{count} {}", if count == 1 { "try" } else { "tries" }),
        None => "off".into(),
    };
    let take = on.reform(|_: MouseEvent| Intent::Do(Intervention::Take));
    html! {
        <section class="board-room" aria-label="Order board" data-testid="board">
            { placed(layout.area, "board", Html::default()) }
            <div class="at board-head" data-at={at(layout.head)}>
                <h2>{ "Order board" }</h2>
                <code class="queue-name">{ format!("{} · standard queue", snapshot.queue_name) }</code>
                <button type="button" class="take" onclick={take} data-testid="take"
                    title="Be the barista yourself: ReceiveMessage by your own hands">
                    { icon(Icon::TAKE) }<span>{ "Take the top order" }</span>
                </button>
            </div>
            { for layout.lanes.iter().map(|lane| lane_html(props, lane)) }
            { tray(props, Lane::Done, layout.done, "Done", "deleted", &snapshot.done) }
            { tray(props, Lane::Dead, layout.dead, "Dead letters", &tries, &snapshot.dead) }
            if !snapshot.your_orders.is_empty() {
                <div class="at hands" data-at={at(hands_rect(layout))} data-testid="your-hands">
                    <span class="label">{ "In your hands" }</span>
                    { for snapshot.your_orders.iter().map(|ticket| in_hand(props, ticket)) }
                </div>
            }
        </section>
    }
}

fn lane_html(props: &BoardProps<'_>, layout: &LaneLayout) -> Html {
    let (view, name, term, slug): (&LaneView, _, _, _) = match layout.lane {
        Lane::Delayed => (&props.snapshot.delayed, "Delayed", "not yet", "delayed"),
        Lane::Waiting => (&props.snapshot.waiting, "Waiting", "visible", "waiting"),
        _ => (&props.snapshot.making, "Making", "hidden", "making"),
    };
    let label = format!("{name}, {term}: {} orders", view.count);
    let on_show = view.first.iter().filter(|ticket| (ticket.slot as usize) < layout.shown);
    let hint = (view.count == 0).then(|| empty_hint(layout.lane));
    html! {
        <section key={slug} class={classes!("lane-room", slug)} aria-label={label} data-testid={format!("lane-{slug}")}
            data-count={view.count.to_string()}>
            { placed(layout.area, classes!("lane", slug), Html::default()) }
            <div class={classes!("at", "lane-head", slug)} data-at={at(layout.head)}>
                <span class="mark" aria-hidden="true"></span>
                <h3>{ name }</h3><span class="term">{ term }</span>
                <span class={classes!("count", (view.count == 0).then_some("none"))} title={grouped(view.count)}>{ short(view.count) }</span>
            </div>
            { placed(rail(layout), "rail", Html::default()) }
            if let Some(hint) = hint { { placed(hint_rect(layout), "hint", html! { hint }) } }
            <>{ for on_show.map(|view| ticket_html(props, layout, view)) }</>
            if layout.stacked > 0 {
                <div key="stack" class="at stack" data-at={at(layout.grid.at(layout.shown))} data-testid={format!("stack-{slug}")}>
                    { format!("+{}", short(layout.stacked)) }
                </div>
            }
        </section>
    }
}

fn ticket_html(props: &BoardProps<'_>, layout: &LaneLayout, view: &TicketView) -> Html {
    let holder = match &view.state {
        TicketState::Making { holder: Some(person), .. } => Some(props.names.emit(*person)),
        _ => None,
    };
    let rect = layout.grid.at(view.slot as usize);
    // A narrow slip has room for the time alone.
    let named = holder.as_deref().filter(|_| rect.width >= 70.0);
    html! {
        <Ticket key={view.id.to_string()} ticket={view.clone()} {rect}
            note={ticket::note(view, named, props.now)} label={ticket::label(view, holder.as_deref(), props.now)}
            away={props.travel && view.moving} selected={props.selected == Selection::Ticket(view.id)} on={(*props.on).clone()} />
    }
}

fn tray(props: &BoardProps<'_>, lane: Lane, rect: Rect, name: &str, term: &str, view: &LaneView) -> Html {
    let slug = if lane == Lane::Done { "done" } else { "dead" };
    let onclick = props.on.reform(move |_: MouseEvent| Intent::Select(Selection::Lane(lane)));
    html! {
        <div key={slug} class={classes!("at", "tray", slug)} data-at={at(rect)}>
            <button type="button" {onclick} data-testid={format!("tray-{slug}")} data-count={view.count.to_string()}
                aria-pressed={(props.selected == Selection::Lane(lane)).to_string()}>
                if lane == Lane::Done {
                    <span class="stamp">{ name }</span>
                } else {
                    { icon(Icon::DEAD_LETTER) }<span class="name">{ name }</span>
                }
                <span class="term">{ term.to_owned() }</span>
                <span class="count" title={grouped(view.count)}>{ short(view.count) }</span>
            </button>
        </div>
    }
}

fn in_hand(props: &BoardProps<'_>, view: &TicketView) -> Html {
    let message = view.id;
    let serve = props.on.reform(move |_: MouseEvent| Intent::Do(Intervention::Serve { message }));
    let put_back = props.on.reform(move |_: MouseEvent| Intent::Do(Intervention::PutBack { message }));
    let order = format!("{} {}", view.order.number, view.order.label);
    html! {
        <span class="held" key={message.to_string()} data-testid="held">
            <b>{ &order }</b>
            <button type="button" class="primary" onclick={serve} data-testid="serve" aria-label={format!("Serve {order}")}>
                { icon(Icon::SERVE) }{ "Serve" }
            </button>
            <button type="button" onclick={put_back} data-testid="put-back" aria-label={format!("Put back {order}")}>
                { icon(Icon::RETURN) }{ "Put back" }
            </button>
        </span>
    }
}

fn empty_hint(lane: Lane) -> &'static str {
    match lane {
        Lane::Delayed => "Orders with a delay wait here first.",
        Lane::Waiting => "Nothing to take.",
        _ => "Nobody is making anything.",
    }
}

fn rail(layout: &LaneLayout) -> Rect {
    let area = layout.grid.area;
    Rect::new(area.x - 2.0, area.y - 6.0, area.width + 4.0, 6.0)
}

fn hint_rect(layout: &LaneLayout) -> Rect {
    let area = layout.grid.area;
    Rect::new(area.x, area.y + 14.0, area.width, 60.0)
}

/// Over the lanes' lower end, where tickets come last.
fn hands_rect(layout: &BoardLayout) -> Rect {
    let height = 52.0;
    Rect::new(layout.done.x, layout.done.y - height - 6.0, layout.head.width, height)
}
