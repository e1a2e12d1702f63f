//! Opening other runs: the same shop again, another scene, a link or a file, two shops side by side.

use model::compare::{Half, Pair, pairs};
use model::share::{self, Bookmark, FILE_BYTES_MAX, from_link, is_link, too_large};
use model::shop::{Address, Mode, Recording, Scenario, scenarios};
use model::time::Instant;
use model::timeline::Timeline;

use super::pair::differences;
use super::runs::Runs;
use super::{Run, Session};

/// Where programs find the queues.
pub(super) struct Home {
    address: Address,
    /// Moves a recording there. A pointer, so that its code loads with the bridge and not before the first paint.
    moved: fn(Recording, &Address) -> Recording,
}

impl Session {
    /// Programs find the queues at this address from now on, also in every run that is opened later. A run whose queues
    /// are elsewhere moves here, with all that happened in it; its moment stays. Returns true if it had to move.
    pub fn settle_at(&mut self, address: Address) -> bool {
        let is_elsewhere = self.runs.all().iter().any(|run| run.world().recording().scenario.address != address);
        self.home = Some(Home { address, moved: Recording::moved_to });
        if is_elsewhere {
            let (scene, bookmark) = (self.scene, self.bookmark());
            self.turn_to(bookmark);
            self.scene = scene;
        }
        is_elsewhere
    }

    /// Restarts with the same customers.
    pub fn restart(&mut self) {
        self.open(self.scenario().clone(), self.scene);
    }

    /// Other customers from the beginning. The next seed follows from the last: nothing here reads entropy.
    pub fn new_seed(&mut self) {
        let mut scenario = self.scenario().clone();
        scenario.seed = (scenario.seed.wrapping_mul(48_271).wrapping_add(11)) % 99_991;
        self.open(scenario, self.scene);
    }

    /// The same customers in the other kind of shop. Of a pair, the shop of that kind continues alone as it is.
    pub fn switch(&mut self, mode: Mode) {
        if self.runs.half().is_some() && self.part(mode) {
            return;
        }
        let scenario = Scenario { mode, ..self.scenario().clone() };
        self.open_alone(scenario, self.scene);
    }

    /// The same customers with a queue of another kind, FIFO or standard: a queue's kind never changes.
    pub fn set_fifo(&mut self, fifo: bool) {
        let mut scenario = self.scenario().clone();
        scenario.queue.fifo = fifo;
        self.open(scenario, None);
    }

    /// A built-in scene. A pair is made of it if two shops are compared.
    pub fn show_scene(&mut self, id: &'static str) {
        if let Some(halves) = self.runs.both() {
            let pair = differences(halves.map(Run::world)).pair.and_then(pairs::by_id);
            self.scene = Some(id);
            self.compare(pair.unwrap_or(&pairs::ALL[0]));
        } else if let Some(scenario) = scenarios::by_id(id) {
            self.open(scenario, Some(id));
        }
    }

    /// Opens a link, a recording, a scenario, or a scene by its id. Returns notes on values that were clamped.
    ///
    /// # Errors
    /// A sentence that says what is wrong. The session is unchanged.
    pub fn load(&mut self, text: &str) -> Result<Vec<String>, String> {
        if text.len() > FILE_BYTES_MAX {
            return Err(too_large());
        }
        if let Some(scene) = scenarios::ALL.iter().find(|scene| scene.id == text) {
            self.open_alone(scene.scenario(), Some(scene.id));
            return Ok(Vec::new());
        }
        let text =
            text.split_once('#').map_or(text, |(address, link)| if address.starts_with("http") { link } else { text });
        let (bookmark, notes) = if is_link(text) { from_link(text)? } else { Bookmark::from_json(text)? };
        self.turn_to(bookmark);
        Ok(notes)
    }

    /// Opens a run, and sets out for its moment. The rest of it up to its end is surveyed once that moment is shown.
    pub fn turn_to(&mut self, bookmark: Bookmark) {
        let Bookmark { recording, at, end, beside } = bookmark;
        let recording = self.at_home(recording);
        let timeline = Timeline::before(recording, end);
        let runs = match beside {
            None => Runs::one(timeline),
            Some(other) => {
                let share::Beside { recording, chosen } = *other;
                let recording = self.at_home(recording);
                Runs::pair([timeline, Timeline::before(recording, end)], chosen)
            }
        };
        self.replace(runs, None);
        self.set_out(at, false);
    }

    /// The runs at this moment, or at the one that a seek under way leads to.
    #[must_use]
    pub fn bookmark(&self) -> Bookmark {
        let at = self.moment();
        let end = self.end().max(at);
        match &self.runs {
            Runs::One(run) => Bookmark { recording: run.timeline().recording(), at, end, beside: None },
            Runs::Pair(pair) => {
                let [recording, other] = pair.runs.each_ref().map(|run| run.timeline().recording());
                let beside = share::Beside { recording: other, chosen: pair.chosen };
                Bookmark { recording, at, end, beside: Some(Box::new(beside)) }
            }
        }
    }

    /// A pair of shops, made of this scene or shop, from the beginning.
    pub fn compare(&mut self, pair: &Pair) {
        let here = self.scenario();
        let mut base = match self.scene.and_then(scenarios::by_id) {
            Some(scene) => Scenario { seed: here.seed, address: here.address.clone(), ..scene },
            None => here.clone(),
        };
        let mode = here.mode;
        if let Some(home) = &self.home {
            base.address = home.address.clone();
        }
        let [a, b] = pair.of(&base);
        let half = if a.mode == mode { Half::A } else { Half::B };
        self.replace(Runs::pair([a, b].map(Timeline::closed), half), self.scene);
        self.set_out(Instant::ZERO, true);
    }

    /// Continues with one run of a pair alone, as it is: the chosen one, or the other if only that is of this kind.
    /// Returns false if neither is; nothing has changed then.
    fn part(&mut self, mode: Mode) -> bool {
        self.arrive();
        let mode_of = |half| self.world_of(half).shop().mode();
        let chosen = self.runs.half();
        let other = chosen.map(Half::other);
        let keeps_other = mode_of(chosen) != mode && mode_of(other) == mode;
        let stays = if keeps_other { other } else { chosen };
        if mode_of(stays) != mode {
            return false;
        }
        self.keep();
        if let Some(half) = stays.map(Half::other) {
            self.runs.drop_half(half, &mut self.outbox);
        }
        self.outbox.drop_happenings();
        self.touch();
        self.caption_moment();
        self.journal.set(self.bookmark());
        true
    }

    /// Opens a shop with this scenario, in both halves of a pair.
    fn open(&mut self, mut scenario: Scenario, scene: Option<&'static str>) {
        if let Some(home) = &self.home {
            scenario.address = home.address.clone();
        }
        let runs = match &self.runs {
            Runs::One(_) => Runs::one(Timeline::closed(scenario)),
            Runs::Pair(pair) => {
                let mut other = pair.runs[pair.chosen.other() as usize].world().recording().scenario.clone();
                (other.seed, other.customers) = (scenario.seed, scenario.customers.clone());
                other.address = scenario.address.clone();
                let (here, there) = (Timeline::closed(scenario), Timeline::closed(other));
                let timelines = if pair.chosen == Half::A { [here, there] } else { [there, here] };
                Runs::pair(timelines, pair.chosen)
            }
        };
        self.replace(runs, scene);
        self.set_out(Instant::ZERO, true);
    }

    /// Opens a single shop.
    fn open_alone(&mut self, mut scenario: Scenario, scene: Option<&'static str>) {
        if let Some(home) = &self.home {
            scenario.address = home.address.clone();
        }
        self.replace(Runs::one(Timeline::closed(scenario)), scene);
        self.set_out(Instant::ZERO, true);
    }

    /// Puts other runs in the place of these, which are kept for undo.
    fn replace(&mut self, runs: Runs, scene: Option<&'static str>) {
        self.keep();
        self.put(runs, scene);
        self.journal.set(self.bookmark());
    }

    /// A recording whose queues are where programs look for them.
    fn at_home(&self, recording: Recording) -> Recording {
        match &self.home {
            Some(home) => (home.moved)(recording, &home.address),
            None => recording,
        }
    }

    fn scenario(&self) -> &Scenario {
        &self.world().recording().scenario
    }
}
