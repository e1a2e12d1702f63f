//! Running a line: reading it, making its call, and showing what comes back.

use std::rc::Rc;

use yew::prelude::*;

use super::{Ask, Console, Msg};
use crate::session::CallUpdate;
use console::{BlockId, Output, Reading, answer, read};
use model::sqs::Request;

impl Console {
    pub(super) fn enter(&mut self, ctx: &Context<Self>) {
        self.prompt.close_list();
        if self.transcript.waiting_call().is_some() {
            self.prompt.say("A call is waiting. Ctrl-C hangs up.");
            return;
        }
        let line = self.prompt.take();
        self.ahead.push_back(line);
        self.run_ahead(ctx);
    }

    /// Runs the lines that were entered, up to the next call.
    pub(super) fn run_ahead(&mut self, ctx: &Context<Self>) {
        while !self.transcript.is_waiting()
            && let Some(line) = self.ahead.pop_front()
        {
            self.run(ctx, line);
        }
    }

    pub(super) fn run(&mut self, ctx: &Context<Self>, line: String) {
        self.scroll = true;
        match read(&line) {
            Reading::Nothing => {}
            Reading::Clear => {
                self.prompt.history.push(&line);
                self.clear();
            }
            Reading::Said(output) => {
                self.prompt.history.push(&line);
                self.transcript.say(line, output);
            }
            Reading::Call(request) => {
                self.prompt.history.push(&line);
                let block = self.transcript.begin(line, request.clone());
                let link = ctx.link().clone();
                let on_update = Rc::new(move |update| link.send_message(Msg::Update(block, update)));
                ctx.props().on_ask.emit(Ask::Call(request, on_update));
            }
        }
    }

    pub(super) fn update_call(&mut self, ctx: &Context<Self>, block: BlockId, update: CallUpdate) {
        if !self.transcript.waits_for(block) {
            return;
        }
        let output = match update {
            CallUpdate::Waiting(call) => return self.transcript.accepted(block, call),
            CallUpdate::Answered(answered) => {
                self.remembered.remember(&answered);
                let action = self.transcript.waiting_request().map_or("", Request::action);
                answer(action, &answered)
            }
            CallUpdate::Gone => {
                Output { text: "console: The shop was restarted, so the call is gone.".into(), status: 255 }
            }
        };
        self.end(ctx, output);
    }

    /// Ctrl-C, or the button.
    pub(super) fn hang_up(&mut self, ctx: &Context<Self>) {
        if !self.transcript.is_waiting() {
            return;
        }
        if let Some(call) = self.transcript.waiting_call() {
            ctx.props().on_ask.emit(Ask::HangUp(call));
        }
        self.end(ctx, Output { text: "^C".into(), status: 130 });
    }

    pub(super) fn end(&mut self, ctx: &Context<Self>, output: Output) {
        self.transcript.end(output);
        self.scroll = true;
        self.prompt.say("");
        self.run_ahead(ctx);
    }

    pub(super) fn clear(&mut self) {
        self.transcript.clear();
        self.prompt.say("");
    }
}
