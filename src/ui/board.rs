//! The order board: lanes, trays, and the slips that you hold yourself.

use yew::prelude::*;

use super::describe::{grouped, short};
use super::figure::icon;
use super::intent::{Intent, Panel, Selection};
use super::memory::{self, MemoryProps};
use super::person::grab;
use super::place::{at, named, placed};
use super::strings::strings;
use super::ticket::{self, Ticket};
use super::{move_back, weather};
use model::compare::Half;
use model::shop::{Intervention, Lane, LaneView, PersonId, Snapshot, TicketState, TicketView};
use model::time::Instant;
use stage::art::Icon;
use stage::{BoardLayout, Density, Held, LaneLayout, Rect, Target, words};

/// The input of [`board`].
pub struct BoardProps<'a> {
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    pub snapshot: &'a Snapshot,
    pub layout: &'a BoardLayout,
    /// The current moment, in whole seconds.
    pub now: Instant,
    /// Returns a person's name.
    pub names: &'a Callback<PersonId, AttrValue>,
    /// What the inspector shows.
    pub selected: Selection,
    /// The drop target of the current drag.
    pub target: Option<Target>,
    /// If true, moving slips are painted on the canvas and hidden here.
    pub travel: bool,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

pub fn board(props: &BoardProps<'_>) -> Html {
    let BoardProps { snapshot, layout, on, .. } = props;
    let BoardProps { now, selected, .. } = *props;
    let remembered = snapshot.memory.as_ref().map(|memory| MemoryProps { memory, now, selected, on });
    let is_head_full = !snapshot.weather.is_calm() || (remembered.is_some() && layout.memory.is_none());
    let over = (props.target == Some(Target::Board)).then_some("over");
    let take = on.reform(|_: MouseEvent| Intent::Do(Intervention::Take));
    html! {
        <section class="board-room" aria-label={named(props.half, "Order board")} data-testid="board">
            { placed(layout.area, classes!("board", over), Html::default()) }
            <div class="at board-head" data-at={at(layout.head)}>
                <h2>{ "Order board" }</h2>
                <code class="queue-name">{ words::queue(snapshot) }</code>
                if let (Some(seen), None) = (remembered, layout.memory) { { memory::short(&seen) } }
                if !snapshot.weather.is_calm() { { weather::sign(&snapshot.weather, on) } }
                <button type="button" class="take" onclick={take} data-testid="take"
                    aria-label="Take the next order" title="Be the barista yourself: ReceiveMessage">
                    { icon(Icon::TAKE) }<span>{ if is_head_full { "Take" } else { "Take the next order" } }</span>
                </button>
            </div>
            { remembered.map(|seen| memory::strip(&seen, layout.memory)).unwrap_or_default() }
            { for layout.lanes.iter().filter(|lane| lane.area.width > 0.0).map(|lane| lane_html(props, lane)) }
            { tray(props, Lane::Done, layout.done, "Done", &words::done(snapshot), &snapshot.done) }
            { tray(props, Lane::Dead, layout.dead, "Dead letters", &words::tries(snapshot), &snapshot.dead) }
            if !snapshot.your_orders.is_empty() {
                <div class="at hands" data-at={at(layout.hands())} data-testid="your-hands">
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
    let label = format!("{name}, {term}: {} orders", grouped(view.count));
    let copies = if layout.lane == Lane::Making { &props.snapshot.copies[..] } else { &[] };
    let on_show = view.first.iter().chain(copies).filter(|ticket| (ticket.slot as usize) < layout.shown);
    let strings_here =
        props.layout.strings.as_ref().zip(props.snapshot.groups.as_ref()).filter(|_| layout.lane == Lane::Waiting);
    let is_bare = view.count == 0 && strings_here.is_none_or(|(strings, _)| strings.rows.is_empty());
    let hint = is_bare.then(|| words::empty_lane(layout.lane, props.snapshot.metrics.number_of_empty_receives));
    html! {
        <section key={slug} class={classes!("lane-room", slug)} aria-label={named(props.half, label)} data-testid={format!("lane-{slug}")}
            data-count={view.count.to_string()}>
            { placed(layout.area, classes!("lane", slug), Html::default()) }
            <div class={classes!("at", "lane-head", slug)} data-at={at(layout.head)}>
                <span class="mark" aria-hidden="true"></span>
                <h3>{ name }</h3><span class="term">{ term }</span>
                <span class={classes!("count", (view.count == 0).then_some("none"))} title={grouped(view.count)}>{ short(view.count) }</span>
            </div>
            { placed(layout.rail(), "rail", Html::default()) }
            if let Some(hint) = hint { { placed(layout.hint(), "hint", html! { hint }) } }
            if let Some((layout, groups)) = strings_here {
                { strings(props, layout, groups) }
            } else {
                <>{ for on_show.map(|view| ticket_html(props, layout.grid.at(view.slot as usize), view)) }</>
            }
            if layout.stacked > 0 {
                { stack(layout, slug) }
            }
        </section>
    }
}

/// The slips without a cell of their own: their number, and a picture of a stack.
fn stack(layout: &LaneLayout, slug: &str) -> Html {
    let count = layout.stacked;
    let exact = grouped(count);
    let narrow = (layout.stack.width < 64.0).then_some("narrow");
    let text = if layout.stack.width >= 84.0 { format!("+{exact}") } else { format!("+{}", short(count)) };
    let field = |(index, full): (usize, u16)| {
        html! { <rect class={format!("field-{index}")} x={(index * 1_020).to_string()} width={full.to_string()} height="100" /> }
    };
    let title =
        format!("{exact} more orders. Each field holds ten times as many as the one before; all six are a million.");
    html! {
        <div key="stack" class={classes!("at", "stack", narrow)} data-at={at(layout.stack)} role="img" aria-label={format!("{exact} more orders")} {title}
            data-testid={format!("stack-{slug}")}>
            <b>{ text }</b>
            <svg viewBox="0 0 6100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                { for Density::of(count).0.into_iter().enumerate().map(field) }
            </svg>
        </div>
    }
}

pub fn ticket_html(props: &BoardProps<'_>, rect: Rect, view: &TicketView) -> Html {
    let holder = match &view.state {
        TicketState::Making { holder: Some(person), .. } => {
            Some(words::name_within(*person, &props.names.emit(*person)).to_owned())
        }
        _ => None,
    };
    // A narrow slip has only room for the time.
    let named = holder.as_deref().filter(|_| rect.width >= 70.0);
    html! {
        <Ticket key={key(view)} half={props.half} ticket={view.clone()} {rect}
            note={ticket::note(view, named, props.now)} label={ticket::label(view, holder.as_deref(), props.now)}
            away={props.travel && view.moving} selected={props.selected == Selection::Ticket(view.id)} on={(*props.on).clone()} />
    }
}

/// The key of a slip's element. Copies of a message have different keys.
fn key(view: &TicketView) -> String {
    if view.copy { format!("{}-{}", view.id, view.slot) } else { view.id.to_string() }
}

fn tray(props: &BoardProps<'_>, lane: Lane, rect: Rect, name: &str, term: &str, view: &LaneView) -> Html {
    let slug = if lane == Lane::Done { "done" } else { "dead" };
    let act = (lane == Lane::Dead).then(|| move_back::tray_button(props.snapshot, props.on)).flatten();
    let onclick = props.on.reform(move |_: MouseEvent| Intent::Panel(Panel::Select(Selection::Lane(lane))));
    let full = lane == Lane::Dead && view.count > 0 && props.snapshot.moving_back.is_none();
    let onpointerdown = full.then(|| grab(Held::DeadLetters, props.on));
    html! {
        <div key={slug} class={classes!("at", "tray", slug, act.is_some().then_some("with-act"))} data-at={at(rect)}>
            <button type="button" {onclick} {onpointerdown} data-testid={format!("tray-{slug}")} data-count={view.count.to_string()}
                aria-pressed={(props.selected == Selection::Lane(lane)).to_string()}>
                if lane == Lane::Done {
                    <span class="stamp">{ name }</span>
                } else {
                    { icon(Icon::DEAD_LETTER) }<span class="name">{ name }</span>
                }
                <span class="term"><span>{ term.to_owned() }</span></span>
                <span class="count" title={grouped(view.count)}>{ short(view.count) }</span>
            </button>
            { act.unwrap_or_default() }
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
