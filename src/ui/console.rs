//! The console: a prompt for the AWS CLI's commands, and what came of them.

use std::collections::VecDeque;
use std::rc::Rc;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::copies::Copies;
use super::describe::grouped;
use super::figure::icon;
use super::intent::{Intent, Panel};
use crate::session::{CallUpdate, OnUpdate};
use crate::web;
use console::{Completion, History, Known, Output, Reading, answer, complete, read};
use model::shop::Shop;
use model::sqs::{CallId, Error, Request, Response};
use stage::art::Icon;

/// The id of the prompt.
pub const LINE: &str = "console-line";

/// Lines kept with what came of them.
const BLOCKS_MAX: usize = 100;
/// Of an answer, so many bytes are shown.
const SHOWN_BYTES_MAX: usize = 65_536;
/// Queues and receipt handles remembered for completion.
const REMEMBERED_MAX: usize = 50;

const EXAMPLES: [&str; 4] = [
    "send-message --queue-url orders --message-body latte",
    "receive-message --queue-url orders --wait-time-seconds 5",
    "get-queue-attributes --queue-url orders --attribute-names All",
    "help",
];

/// What the console wants of the world.
pub enum Ask {
    /// Make this call, and tell how it goes.
    Call(Request, OnUpdate),
    /// End a call that waits.
    HangUp(CallId),
}

/// The shop's own queues.
#[derive(Clone, Debug, PartialEq)]
pub struct Queues {
    urls: Vec<String>,
    /// What stands before the queue's name in an ARN.
    arn_front: String,
}

impl Queues {
    /// Of this shop.
    pub fn of(shop: &Shop) -> Self {
        let urls = shop.queue_urls().map(|url| url.as_str().to_owned()).to_vec();
        let front = shop.dead_letter_arn().rsplit_once(':').map_or("", |(front, _)| front);
        Self { urls, arn_front: format!("{front}:") }
    }
}

/// What the console needs.
#[derive(Clone, PartialEq, Properties)]
pub struct ConsoleProps {
    /// It is on show.
    pub open: bool,
    /// The shop's own queues.
    pub queues: Callback<(), Queues>,
    /// Where calls go.
    pub on_ask: Callback<Ask>,
    /// Where wishes go.
    pub on: Callback<Intent>,
}

/// What the console hears.
pub enum Msg {
    /// The prompt has another text.
    Typed(String),
    /// A key in the prompt.
    Key(KeyboardEvent),
    /// The line is done.
    Enter,
    /// This line is wanted in the prompt.
    Take(&'static str),
    /// This candidate is wanted.
    Choose(usize),
    /// The list is not wanted any more.
    CloseList,
    /// The call is not wanted any more.
    HangUp,
    /// Something came of the call that was made for a block.
    Told(u64, CallUpdate),
}

/// A line, and what came of it.
struct Block {
    id: u64,
    line: String,
    request: Option<Request>,
    /// None while the call waits.
    output: Option<Output>,
}

/// Candidates on show.
struct List {
    completion: Completion,
    chosen: usize,
}

/// The console.
pub struct Console {
    line: String,
    /// Where the cursor goes after the next render, in bytes.
    cursor_next: Option<usize>,
    hint: String,
    list: Option<List>,
    history: History,
    blocks: VecDeque<Block>,
    lines: u64,
    /// The block whose call waits, and the call once it is made.
    waiting: Option<(u64, Option<CallId>)>,
    /// Lines that were entered before the last one's call was made.
    ahead: VecDeque<String>,
    urls: Vec<String>,
    handles: Vec<String>,
    input: NodeRef,
    output: NodeRef,
    /// There is something new at the end.
    scroll: bool,
}

impl Component for Console {
    type Message = Msg;
    type Properties = ConsoleProps;

    fn create(_: &Context<Self>) -> Self {
        Self {
            line: String::new(),
            cursor_next: None,
            hint: String::new(),
            list: None,
            history: History::default(),
            blocks: VecDeque::new(),
            lines: 0,
            waiting: None,
            ahead: VecDeque::new(),
            urls: Vec::new(),
            handles: Vec::new(),
            input: NodeRef::default(),
            output: NodeRef::default(),
            scroll: false,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Typed(line) => {
                self.line = line;
                self.history.stay();
                self.look(ctx);
            }
            Msg::Key(event) => return self.key(ctx, &event),
            Msg::Enter => self.enter(ctx),
            Msg::Take(line) => {
                self.put(line.to_owned());
                web::focus(LINE);
            }
            Msg::Choose(index) => {
                self.choose(index);
                web::focus(LINE);
            }
            Msg::CloseList => self.list = None,
            Msg::HangUp => self.hang_up(ctx),
            Msg::Told(block, told) => self.told(ctx, block, told),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let dropped = self.lines - self.blocks.len() as u64;
        let on_close = ctx.props().on.reform(|_: MouseEvent| Intent::Panel(Panel::ToggleConsole));
        let onsubmit = link.callback(|event: SubmitEvent| {
            event.prevent_default();
            Msg::Enter
        });
        let input = self.input.clone();
        // What stands there now: by the time that this is heard it may be the next line.
        let oninput = link.callback(move |_: InputEvent| {
            Msg::Typed(input.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default())
        });
        let list = self.list.as_ref();
        let chosen = list.map(|list| option_id(list.chosen));
        html! {
            <section class="console" aria-label="Console" hidden={!ctx.props().open} data-testid="console">
                <div class="console-head">
                    <h2>{ "Console" }</h2>
                    <p>{ "AWS CLI commands, answered by the queues on this page. Tab completes, ↑ brings back, Esc closes." }</p>
                    <button type="button" class="round" onclick={on_close} aria-label="Close the console">{ icon(Icon::CLOSE) }</button>
                </div>
                <div class="output" role="log" aria-label="What came of it" tabindex="0" ref={&self.output} data-testid="console-output">
                    if self.lines == 0 {
                        <p class="note">{ "Try one of these:" }</p>
                        <ul class="examples">{ for EXAMPLES.iter().map(|line| html! {
                            <li><button type="button" onclick={link.callback(|_: MouseEvent| Msg::Take(line))}>{ *line }</button></li>
                        }) }</ul>
                    }
                    if dropped > 0 {
                        <p class="note">{ format!("{} earlier {} no longer shown.", grouped(dropped), if dropped == 1 { "line is" } else { "lines are" }) }</p>
                    }
                    { for self.blocks.iter().map(|block| self.block(ctx, block)) }
                </div>
                if let Some(list) = list { { candidates(list, link) } }
                <form class="prompt" {onsubmit}>
                    <label for={LINE}>{ "$" }<span class="hidden-visually">{ "Command" }</span></label>
                    <input id={LINE} ref={&self.input} value={self.line.clone()} role="combobox" aria-autocomplete="list"
                        aria-expanded={list.is_some().to_string()} aria-controls={list.map(|_| LIST)} aria-activedescendant={chosen}
                        aria-describedby="console-hint" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="send"
                        placeholder="send-message --queue-url orders --message-body latte" data-testid="console-line"
                        {oninput} onkeydown={link.callback(Msg::Key)}
                        onblur={link.callback(|_: FocusEvent| Msg::CloseList)} />
                </form>
                <p class="hint" id="console-hint" data-testid="console-hint">{ self.hint.clone() }</p>
            </section>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let (Some(at), Some(input)) = (self.cursor_next.take(), self.input.cast::<HtmlInputElement>()) {
            let units = units_before(&self.line, at);
            let _ = input.set_selection_range(units, units);
        }
        if std::mem::take(&mut self.scroll)
            && let Some(output) = self.output.cast::<Element>()
        {
            web::scroll_to_end(&output);
        }
        if let Some(list) = &self.list
            && let Some(option) = web::element(&option_id(list.chosen))
        {
            web::scroll_into_view(&option);
        }
    }
}

impl Console {
    /// Keys in the prompt are its own, but for those that it has no use for.
    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let with_control = event.ctrl_key() && !event.alt_key() && !event.meta_key();
        let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        let cursor = self.cursor();
        match (event.key().as_str(), self.list.is_some()) {
            ("Tab", _) if plain && !event.shift_key() => {
                if !self.complete(ctx) {
                    return false;
                }
            }
            ("Enter", true) if plain => {
                let chosen = self.list.as_ref().map_or(0, |list| list.chosen);
                self.choose(chosen);
            }
            ("ArrowDown", true) if plain => self.step(1),
            ("ArrowUp", true) if plain => self.step(-1),
            ("ArrowUp", false) if plain => match self.history.older(&self.line).map(str::to_owned) {
                Some(line) => self.put(line),
                None => return self.swallow(event),
            },
            ("ArrowDown", false) if plain => match self.history.newer() {
                Some(line) => self.put(line),
                None => return self.swallow(event),
            },
            ("Escape", true) => self.list = None,
            ("Escape", false) => ctx.props().on.emit(Intent::Panel(Panel::ToggleConsole)),
            ("l" | "L", _) if with_control => self.clear(),
            ("c" | "C", _) if with_control && cursor.is_some() => {
                if self.waiting.is_some() {
                    self.hang_up(ctx);
                } else {
                    self.put(String::new());
                }
            }
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    }

    fn swallow(&self, event: &KeyboardEvent) -> bool {
        event.prevent_default();
        false
    }

    /// Where the cursor is, in bytes; none where text is selected, which Ctrl-C copies.
    fn cursor(&self) -> Option<usize> {
        let input = self.input.cast::<HtmlInputElement>()?;
        let (start, end) = (input.selection_start().ok()??, input.selection_end().ok()??);
        (start == end).then(|| bytes_before(&self.line, start))
    }

    /// Another line in the prompt, the cursor at its end.
    fn put(&mut self, line: String) {
        self.cursor_next = Some(line.len());
        self.line = line;
        self.list = None;
        self.hint.clear();
    }

    fn completion(&self, ctx: &Context<Self>) -> Completion {
        let queues = ctx.props().queues.emit(());
        let mut urls = queues.urls;
        urls.extend(self.urls.iter().filter(|url| !urls.contains(url)).cloned().collect::<Vec<_>>());
        let name = |url: &String| format!("{}{}", queues.arn_front, url.rsplit('/').next().unwrap_or(""));
        let arns: Vec<String> = urls.iter().map(name).collect();
        let known = Known { queue_urls: &urls, queue_arns: &arns, receipt_handles: &self.handles };
        complete(&self.line, self.cursor().unwrap_or(self.line.len()), &known)
    }

    /// What can be put in, after something was typed.
    fn look(&mut self, ctx: &Context<Self>) {
        let completion = self.completion(ctx);
        self.hint.clone_from(&completion.hint);
        if self.list.is_some() {
            self.list = (!completion.candidates.is_empty()).then_some(List { completion, chosen: 0 });
        }
    }

    /// Puts in what is certain, and shows the candidates where several are left. False where there is nothing to put in.
    fn complete(&mut self, ctx: &Context<Self>) -> bool {
        if let Some(list) = &self.list {
            let chosen = list.chosen;
            self.choose(chosen);
            return true;
        }
        let completion = self.completion(ctx);
        self.hint.clone_from(&completion.hint);
        match completion.candidates.len() {
            0 => return !self.line.is_empty(),
            1 => {
                self.list = Some(List { completion, chosen: 0 });
                self.choose(0);
            }
            _ => {
                let common = completion.common().to_owned();
                let replaces = completion.replaces.clone();
                if common.len() > replaces.len() && self.line.get(replaces.clone()).is_some() {
                    self.cursor_next = Some(replaces.start + common.len());
                    self.line.replace_range(replaces.clone(), &common);
                    let replaces = replaces.start..replaces.start + common.len();
                    self.list = Some(List { completion: Completion { replaces, ..completion }, chosen: 0 });
                } else {
                    self.list = Some(List { completion, chosen: 0 });
                }
            }
        }
        true
    }

    fn step(&mut self, by: isize) {
        if let Some(list) = &mut self.list {
            let count = list.completion.candidates.len() as isize;
            list.chosen = (list.chosen as isize + by).rem_euclid(count) as usize;
        }
    }

    fn choose(&mut self, index: usize) {
        let Some(list) = self.list.take() else { return };
        let Completion { replaces, mut candidates, .. } = list.completion;
        if index < candidates.len() && self.line.get(replaces.clone()).is_some() {
            let text = candidates.swap_remove(index).text;
            self.cursor_next = Some(replaces.start + text.len());
            self.line.replace_range(replaces, &text);
        }
    }

    fn enter(&mut self, ctx: &Context<Self>) {
        self.list = None;
        if let Some((_, Some(_))) = self.waiting {
            self.hint = "A call waits: Ctrl-C hangs up.".into();
            return;
        }
        let line = std::mem::take(&mut self.line);
        self.put(String::new());
        self.ahead.push_back(line);
        self.go_on(ctx);
    }

    /// Runs what was entered, up to the next call.
    fn go_on(&mut self, ctx: &Context<Self>) {
        while self.waiting.is_none()
            && let Some(line) = self.ahead.pop_front()
        {
            self.run(ctx, line);
        }
    }

    fn run(&mut self, ctx: &Context<Self>, line: String) {
        self.scroll = true;
        let (request, output) = match read(&line) {
            Reading::Nothing => return,
            Reading::Clear => {
                self.history.push(&line);
                return self.clear();
            }
            Reading::Said(output) => (None, Some(output)),
            Reading::Call(request) => (Some(request), None),
        };
        self.history.push(&line);
        let id = self.lines;
        self.lines += 1;
        if self.blocks.len() == BLOCKS_MAX {
            self.blocks.pop_front();
        }
        self.blocks.push_back(Block { id, line, request: request.clone(), output });
        if let Some(request) = request {
            self.waiting = Some((id, None));
            let link = ctx.link().clone();
            let teller = Rc::new(move |told| link.send_message(Msg::Told(id, told)));
            ctx.props().on_ask.emit(Ask::Call(request, teller));
        }
    }

    fn told(&mut self, ctx: &Context<Self>, id: u64, told: CallUpdate) {
        let Some((waiting, call)) = &mut self.waiting else { return };
        if *waiting != id {
            return;
        }
        let output = match told {
            CallUpdate::Waiting(begun) => {
                *call = Some(begun);
                return;
            }
            CallUpdate::Answered(answered) => {
                let request = self.blocks.iter().find(|block| block.id == id).and_then(|block| block.request.clone());
                let action = request.as_ref().map_or("", Request::action);
                self.remember(&answered);
                answer(action, &answered)
            }
            CallUpdate::Gone => Output {
                text: "console: The shop was opened anew; the call is gone with the old one.".into(),
                status: 255,
            },
        };
        self.end(id, output);
        self.go_on(ctx);
    }

    /// Ctrl-C, or the button.
    fn hang_up(&mut self, ctx: &Context<Self>) {
        if let Some((id, call)) = self.waiting {
            if let Some(call) = call {
                ctx.props().on_ask.emit(Ask::HangUp(call));
            }
            self.end(id, Output { text: "^C".into(), status: 130 });
            self.go_on(ctx);
        }
    }

    fn end(&mut self, id: u64, output: Output) {
        self.waiting = None;
        self.scroll = true;
        self.hint.clear();
        if let Some(block) = self.blocks.iter_mut().find(|block| block.id == id) {
            block.output = Some(output);
        }
    }

    /// A call that waits stays: it can still be hung up.
    fn clear(&mut self) {
        let waiting = self.waiting.map(|(id, _)| id);
        self.blocks.retain(|block| Some(block.id) == waiting);
        self.lines = self.blocks.len() as u64;
        self.hint.clear();
    }

    /// What completion can offer later.
    fn remember(&mut self, answered: &Result<Response, Error>) {
        let (urls, handles): (Vec<String>, Vec<String>) = match answered {
            Ok(Response::CreateQueue(made)) => (vec![made.queue_url.to_string()], Vec::new()),
            Ok(Response::GetQueueUrl(found)) => (vec![found.queue_url.to_string()], Vec::new()),
            Ok(Response::ListQueues(list)) => (list.queue_urls.iter().map(ToString::to_string).collect(), Vec::new()),
            Ok(Response::ReceiveMessage(received)) => {
                (Vec::new(), received.messages.iter().map(|message| message.receipt_handle.to_string()).collect())
            }
            _ => return,
        };
        for (kept, new) in [(&mut self.urls, urls), (&mut self.handles, handles)] {
            kept.retain(|text| !new.contains(text));
            kept.splice(0..0, new);
            kept.truncate(REMEMBERED_MAX);
        }
    }

    fn block(&self, ctx: &Context<Self>, block: &Block) -> Html {
        let is_waiting = self.waiting.is_some_and(|(id, _)| id == block.id);
        let class = match &block.output {
            Some(output) if output.status != 0 => "block bad",
            _ => "block",
        };
        html! {
            <article {class} key={block.id} data-testid="console-block">
                <pre class="line"><span aria-hidden="true">{ "$ " }</span>{ &block.line }</pre>
                if is_waiting {
                    <p class="waiting">
                        { "Waiting for a message, until the shop’s clock has gone far enough. " }
                        <button type="button" onclick={ctx.link().callback(|_: MouseEvent| Msg::HangUp)}>{ "Hang up (Ctrl-C)" }</button>
                    </p>
                }
                if let Some(output) = block.output.as_ref().filter(|output| !output.text.is_empty()) {
                    <pre class="answer">{ shown(&output.text) }</pre>
                }
                if let Some(request) = &block.request { <Copies request={request.clone()} /> }
            </article>
        }
    }
}

const LIST: &str = "console-list";

fn option_id(index: usize) -> String {
    format!("console-option-{index}")
}

fn candidates(list: &List, link: &html::Scope<Console>) -> Html {
    let option = |(index, candidate): (usize, &console::Candidate)| {
        // Before the prompt loses the focus, which would close the list.
        let onpointerdown = link.callback(move |event: PointerEvent| {
            event.prevent_default();
            Msg::Choose(index)
        });
        let is_chosen = index == list.chosen;
        html! {
            <li role="option" id={option_id(index)} key={index} aria-selected={is_chosen.to_string()} {onpointerdown}>
                <code>{ candidate.text.trim_end() }</code><span>{ &candidate.about }</span>
            </li>
        }
    };
    html! {
        <ul class="candidates" role="listbox" id={LIST} aria-label="What can follow" data-testid="console-list">
            { for list.completion.candidates.iter().enumerate().map(option) }
        </ul>
    }
}

/// As much as can be shown, and how much more there is.
fn shown(text: &str) -> String {
    if text.len() <= SHOWN_BYTES_MAX {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(SHOWN_BYTES_MAX);
    format!("{}\n… and {} bytes more.", &text[..end], grouped((text.len() - end) as u64))
}

/// JavaScript counts a text in units of two bytes, and we in bytes of UTF-8.
fn units_before(text: &str, byte: usize) -> u32 {
    text[..text.floor_char_boundary(byte.min(text.len()))].encode_utf16().count() as u32
}

fn bytes_before(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (at, letter) in text.char_indices() {
        if left < letter.len_utf16() {
            return at;
        }
        left -= letter.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_answers_are_cut_with_their_count() {
        assert_eq!(shown("é"), "é");
        let long = format!("x{}", "é".repeat(SHOWN_BYTES_MAX));
        let cut = shown(&long);
        assert!(cut.ends_with("é\n… and 65,538 bytes more."), "{}", &cut[cut.len() - 60..]);
    }

    #[test]
    fn places_are_counted_in_two_ways() {
        let text = "aé☕😀b";
        for (byte, units) in [(0, 0), (1, 1), (3, 2), (6, 3), (10, 5), (11, 6)] {
            assert_eq!((units_before(text, byte), bytes_before(text, units)), (units, byte));
        }
        assert_eq!((bytes_before(text, 4), bytes_before(text, 99), units_before(text, 99)), (6, 11, 6));
    }
}
