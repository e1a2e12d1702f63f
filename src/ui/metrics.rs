//! Counts and times: the queue's under their CloudWatch names, the shop's in plain words.

use yew::prelude::*;

use super::describe::grouped;
use model::shop::{Metrics, Mode};
use model::time::Span;

/// The queue's counts under their CloudWatch names; empty without a queue.
pub fn cloudwatch(mode: Mode, m: &Metrics, fifo: bool) -> Html {
    if mode == Mode::HandToHand {
        return Html::default();
    }
    let mut queue = vec![
        ("NumberOfMessagesSent", m.number_of_messages_sent, ""),
        ("NumberOfMessagesReceived", m.number_of_messages_received, ""),
        ("NumberOfMessagesDeleted", m.number_of_messages_deleted, ""),
        ("NumberOfEmptyReceives", m.number_of_empty_receives, ""),
        ("ApproximateNumberOfMessagesVisible", m.approximate_number_of_messages_visible, ""),
        ("ApproximateNumberOfMessagesNotVisible", m.approximate_number_of_messages_not_visible, ""),
        ("ApproximateNumberOfMessagesDelayed", m.approximate_number_of_messages_delayed, ""),
        ("ApproximateAgeOfOldestMessage", m.approximate_age_of_oldest_message_seconds, " s"),
        ("Requests", m.requests, ""),
    ];
    if fifo {
        queue.insert(4, ("NumberOfDeduplicatedSentMessages", m.number_of_deduplicated_sent_messages, ""));
        let groups = m.approximate_number_of_groups_with_inflight_messages;
        queue.insert(9, ("ApproximateNumberOfGroupsWithInflightMessages", groups, ""));
    }
    html! {
        <>
            <h2>{ "Queue" }</h2>
            <dl class="kv metrics" data-testid="cloudwatch">
                { for queue.iter().map(|(name, value, unit)| html! {
                    <><dt><code>{ wrap_words(name) }</code></dt><dd data-metric={*name}>{ format!("{}{unit}", grouped(*value)) }</dd></>
                }) }
            </dl>
        </>
    }
}

/// The shop's counts and times.
pub fn shop(m: &Metrics) -> Html {
    let shop = [
        ("Customers who came in", grouped(m.customers_arrived)),
        ("Customers who have ordered", grouped(m.customers_ordered)),
        ("Customers who gave up", grouped(m.customers_walked_out)),
        ("Customers served", grouped(m.customers_served)),
        ("Orders done without a customer", grouped(m.orders_without_customer)),
        ("Drinks made twice", grouped(m.drinks_made_twice)),
        ("Average wait", Span::from_millis(m.mean_wait_ms).to_string()),
        ("Cashiers’ waiting time, total", Span::from_millis(m.cashiers_stuck_ms).to_string()),
    ];
    html! {
        <>
            <h2>{ "Shop" }</h2>
            <dl class="kv metrics">
                { for shop.iter().map(|(name, value)| html! { <><dt>{ *name }</dt><dd>{ value }</dd></> }) }
            </dl>
        </>
    }
}

/// Inserts line break opportunities between the words of a long name.
pub fn wrap_words(name: &str) -> Html {
    let starts = name.char_indices().filter(|(index, letter)| *index > 0 && letter.is_uppercase());
    let ends: Vec<usize> = starts.map(|(index, _)| index).chain([name.len()]).collect();
    let mut from = 0;
    let words = ends.into_iter().map(|end| {
        let word = name[from..end].to_owned();
        from = end;
        html! { <>{ word }<wbr /></> }
    });
    html! { <>{ for words }</> }
}
