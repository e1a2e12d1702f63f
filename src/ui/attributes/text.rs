//! Attributes that are texts: policies, keys and tags.

use yew::prelude::*;

use super::super::field::{Form, explanation};
use super::super::figure::icon;
use super::super::intent::{Intent, hear};
use super::set;
use model::shop::Intervention;
use model::sqs::{AttributeName, ByName};
use stage::art::Icon;

/// An attribute with a text value.
pub(super) struct Text {
    label: &'static str,
    slug: &'static str,
    name: AttributeName,
    hint: &'static str,
}

pub(super) const POLICIES: [Text; 3] = [
    Text {
        label: "Policy",
        slug: "policy",
        name: AttributeName::Policy,
        hint: "Access policy (JSON). Stored, not enforced here. Empty: none.",
    },
    Text {
        label: "Redrive allow policy",
        slug: "redrive-allow",
        name: AttributeName::RedriveAllowPolicy,
        hint: "Which queues may send their dead letters here (JSON): redrivePermission allowAll, denyAll, or byQueue with up to \
            ten sourceQueueArns. Empty: all.",
    },
    Text {
        label: "KMS key",
        slug: "kms-key",
        name: AttributeName::KmsMasterKeyId,
        hint: "KmsMasterKeyId: id, ARN or alias of a key. Switches encryption with SQS keys off. Empty: none.",
    },
];

pub(super) fn text_field(text: &'static Text, known: &ByName<String>, form: Form<'_>) -> Html {
    let value = known.get(text.name.as_str()).cloned().unwrap_or_default();
    line(text.label, text.slug, text.hint, value, form, |value| Some(set(text.name, value)))
}

/// A text field that emits an intent when the text is complete.
pub(super) fn line(
    label: &'static str,
    slug: &'static str,
    hint: &'static str,
    value: String,
    form: Form<'_>,
    wish: impl Fn(String) -> Option<Intent> + 'static,
) -> Html {
    let oninput = hear(form.on, move |event: InputEvent| {
        let input: web_sys::HtmlInputElement = event.target_dyn_into()?;
        Some(Intent::Draft(Some((slug, input.value()))))
    });
    let onchange = hear(form.on, move |event: Event| {
        let input: web_sys::HtmlInputElement = event.target_dyn_into()?;
        wish(input.value().trim().to_owned())
    });
    let shown = match form.draft {
        Some((drafted, text)) if *drafted == slug => text.clone(),
        _ => value,
    };
    let (id, hint_id) = (format!("field-{slug}"), format!("hint-{slug}"));
    html! {
        <div class="field" key={slug}>
            <label for={id.clone()}>{ label }</label>
            <input type="text" class="text" {id} value={shown} {oninput} {onchange} spellcheck="false" autocomplete="off"
                aria-describedby={hint_id.clone()} />
            { explanation(label, hint_id, hint.to_owned()) }
        </div>
    }
}

pub(super) fn tags(tags: &ByName<String>, form: Form<'_>) -> Html {
    let on = form.on;
    let hint = "key=value adds a tag (TagQueue): up to 50 per queue, keys of 128 and values of 256 characters.";
    html! {
        <>
            <h3>{ "Tags" }</h3>
            <ul class="tags" data-testid="tags">
                { for tags.iter().map(|(tag, value)| {
                    let key = tag.clone();
                    let remove = on.reform(move |_: MouseEvent| Intent::Do(Intervention::Untag { key: key.clone() }));
                    html! {
                        <li key={tag.clone()}><code>{ format!("{tag} = {value}") }</code>
                            <button type="button" class="round" onclick={remove} aria-label={format!("Remove the tag {tag}")}
                                title="UntagQueue">{ icon(Icon::CLOSE) }</button></li>
                    }
                }) }
            </ul>
            { line("New tag", "tag", hint, String::new(), form, |text| {
                if text.is_empty() {
                    return None;
                }
                let (key, value) = text.split_once('=').unwrap_or((&text, ""));
                Some(Intent::Do(Intervention::Tag { key: key.trim().to_owned(), value: value.trim().to_owned() }))
            }) }
        </>
    }
}
