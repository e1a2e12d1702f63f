//! What scripts see of groups, copies, weather and the way back.

use super::door::ticket;
use model::json::{Json, Object, ToMember as _};
use model::shop::{GroupView, RememberedView, Shop, Snapshot};

/// Puts all of it into what a script sees.
pub fn put(seen: &mut Object, snapshot: &Snapshot, shop: &Shop) {
    seen.put("queueName", snapshot.queue_name.as_str());
    seen.put("weather", snapshot.weather.to_member());
    seen.put("copies", snapshot.copies.iter().map(|copy| ticket(copy, shop)).collect::<Vec<Json>>());
    seen.put(
        "groups",
        snapshot.groups.as_ref().map(|groups| {
            let mut list = Object::new();
            list.put("count", groups.count);
            list.put("first", groups.first.iter().map(|view| group(view, shop)).collect::<Vec<_>>());
            list
        }),
    );
    seen.put(
        "memory",
        snapshot.memory.as_ref().map(|memory| {
            let mut seen = Object::new();
            seen.put("remembered", memory.remembered);
            seen.put("dropped", memory.dropped);
            seen.put("first", memory.first.iter().map(remembered).collect::<Vec<_>>());
            seen
        }),
    );
    seen.put(
        "movingBack",
        snapshot.moving_back.map(|task| {
            let mut seen = Object::new();
            seen.put("moved", task.moved);
            seen.put("toMove", task.to_move);
            seen
        }),
    );
    for (member, values) in [("attributes", &snapshot.attributes), ("tags", &snapshot.tags)] {
        let values = values.iter().next().and_then(|_| serde_json::to_value(values).ok());
        seen.put(member, values.map(Json::from));
    }
}

fn remembered(view: &RememberedView) -> Json {
    let envelope = view.envelope.as_deref();
    let mut seen = Object::new();
    seen.put("message", view.message.to_string());
    seen.put("number", &*view.order.number);
    seen.put("group", envelope.and_then(|envelope| envelope.group.as_ref()).map(|group| group.as_str()));
    seen.put("deduplicationId", envelope.and_then(|envelope| envelope.fifo.as_ref()).map(|(id, _)| id.as_str()));
    seen.put("until", view.until.as_millis());
    seen.put("repeats", view.repeats);
    seen.into()
}

fn group(view: &GroupView, shop: &Shop) -> Json {
    let mut group = Object::new();
    group.put("id", view.tag.as_ref().map(|tag| tag.id.as_str()));
    group.put("waiting", view.waiting);
    group.put("inFlight", view.in_flight);
    group.put("delayed", view.delayed);
    group.put("heldBy", view.held_by.as_ref().map(|order| &*order.number));
    group.put("holder", view.holder.map(|who| shop.name(who)));
    group.put("tickets", view.first.iter().map(|view| ticket(view, shop)).collect::<Vec<Json>>());
    group.into()
}
