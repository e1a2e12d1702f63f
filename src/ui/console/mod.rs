//! The console: a prompt for the AWS CLI's commands, and their output.

mod block;
mod keys;
mod list;
mod prompt;
mod remembered;
mod running;

use std::collections::VecDeque;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::describe::grouped;
use super::figure::icon;
use super::intent::{Intent, Panel};
use crate::session::{CallUpdate, OnUpdate};
use crate::web;
use console::{BlockId, Transcript};
use model::sqs::{CallId, Request};
use prompt::Prompt;
use remembered::Remembered;
use stage::art::Icon;

pub use remembered::Queues;

/// The id of the prompt.
pub const LINE: &str = "console-line";

const EXAMPLES: [&str; 4] = [
    "send-message --queue-url orders --message-body latte",
    "receive-message --queue-url orders --wait-time-seconds 5",
    "get-queue-attributes --queue-url orders --attribute-names All",
    "help",
];

/// What the console asks of the world.
pub enum Ask {
    /// Make this call, and report on it.
    Call(Request, OnUpdate),
    /// Hang up a call that waits.
    HangUp(CallId),
}

/// The console's properties.
#[derive(Clone, PartialEq, Properties)]
pub struct ConsoleProps {
    /// True while the console is shown.
    pub open: bool,
    /// Returns the shop's own queues.
    pub queues: Callback<(), Queues>,
    /// Makes and hangs up calls.
    pub on_ask: Callback<Ask>,
    /// Receives the intents of the person at the screen.
    pub on: Callback<Intent>,
}

/// The console's messages.
pub enum Msg {
    /// The text of the prompt changed.
    Typed(String),
    /// A key was pressed in the prompt.
    Key(KeyboardEvent),
    /// The line was entered.
    Enter,
    /// An example was chosen: put it into the prompt.
    Take(&'static str),
    /// A candidate was chosen by its index.
    Choose(usize),
    /// Close the list of candidates.
    CloseList,
    /// Hang up the call that waits.
    HangUp,
    /// The call of a block was accepted, was answered, or is gone.
    Update(BlockId, CallUpdate),
}

/// The console.
pub struct Console {
    prompt: Prompt,
    transcript: Transcript,
    /// Lines that were entered before the engine had accepted the call of the line before.
    ahead: VecDeque<String>,
    remembered: Remembered,
    output: NodeRef,
    /// Scroll to the end after the next render.
    scroll: bool,
}

impl Component for Console {
    type Message = Msg;
    type Properties = ConsoleProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            prompt: Prompt::default(),
            transcript: Transcript::default(),
            ahead: VecDeque::new(),
            remembered: Remembered::default(),
            output: NodeRef::default(),
            scroll: false,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Typed(line) => {
                self.prompt.typed(line);
                let completion = self.completion(ctx);
                self.prompt.refresh(completion);
            }
            Msg::Key(event) => return self.key(ctx, &event),
            Msg::Enter => self.enter(ctx),
            Msg::Take(line) => {
                self.prompt.put(line.to_owned());
                web::focus(LINE);
            }
            Msg::Choose(index) => {
                self.prompt.choose(index);
                web::focus(LINE);
            }
            Msg::CloseList => self.prompt.close_list(),
            Msg::HangUp => self.hang_up(ctx),
            Msg::Update(block, update) => self.update_call(ctx, block, update),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let dropped = self.transcript.dropped();
        let on_close = ctx.props().on.reform(|_: MouseEvent| Intent::Panel(Panel::ToggleConsole));
        let onsubmit = link.callback(|event: SubmitEvent| {
            event.prevent_default();
            Msg::Enter
        });
        let input = self.prompt.input.clone();
        // Read now: when the message is handled, the field can already hold the next line.
        let oninput = link.callback(move |_: InputEvent| {
            Msg::Typed(input.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default())
        });
        let list = self.prompt.list();
        let chosen = list.map(|list| list::option_id(list.chosen));
        html! {
            <section class="console" aria-label="Console" hidden={!ctx.props().open} data-testid="console">
                <div class="console-head">
                    <h2>{ "Console" }</h2>
                    <p>{ "AWS CLI commands, answered by the queues on this page. Tab completes, ↑ shows earlier commands, Esc closes." }</p>
                    <button type="button" class="round" onclick={on_close} aria-label="Close the console">{ icon(Icon::CLOSE) }</button>
                </div>
                <div class="output" role="log" aria-label="Answers" tabindex="0" ref={&self.output} data-testid="console-output">
                    if self.transcript.is_empty() {
                        <p class="note">{ "Try one of these:" }</p>
                        <ul class="examples">{ for EXAMPLES.iter().map(|line| html! {
                            <li><button type="button" onclick={link.callback(|_: MouseEvent| Msg::Take(line))}>{ *line }</button></li>
                        }) }</ul>
                    }
                    if dropped > 0 {
                        <p class="note">{ format!("{} earlier {} no longer shown.", grouped(dropped), if dropped == 1 { "line is" } else { "lines are" }) }</p>
                    }
                    { for self.transcript.blocks().map(|block| block::view(block, self.transcript.waits_for(block.id), link)) }
                </div>
                if let Some(list) = list { { list::view(list, link) } }
                <form class="prompt" {onsubmit}>
                    <label for={LINE}>{ "$" }<span class="hidden-visually">{ "Command" }</span></label>
                    <input id={LINE} ref={&self.prompt.input} value={self.prompt.line().to_owned()} role="combobox" aria-autocomplete="list"
                        aria-expanded={list.is_some().to_string()} aria-controls={list.map(|_| list::ID)} aria-activedescendant={chosen}
                        aria-describedby="console-hint" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="send"
                        placeholder="send-message --queue-url orders --message-body latte" data-testid="console-line"
                        {oninput} onkeydown={link.callback(Msg::Key)}
                        onblur={link.callback(|_: FocusEvent| Msg::CloseList)} />
                </form>
                <p class="hint" id="console-hint" data-testid="console-hint">{ self.prompt.hint().to_owned() }</p>
            </section>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.prompt.place_cursor();
        if std::mem::take(&mut self.scroll)
            && let Some(output) = self.output.cast::<Element>()
        {
            web::scroll_to_end(&output);
        }
        if let Some(list) = self.prompt.list()
            && let Some(option) = web::element(&list::option_id(list.chosen))
        {
            web::scroll_into_view(&option);
        }
    }
}
