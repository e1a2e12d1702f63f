//! Dragging people and dead letters: the gesture as a state machine, and what a drop means.

use super::{Center, Form, Layout, Point};
use model::shop::{Intervention, PersonId, Role};

/// The distance in pixels from which a press is a drag.
const THRESHOLD_PX: f64 = 6.0;

/// What is dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A new person, from the palette.
    New(Role),
    /// A member of staff.
    Person {
        /// The person.
        id: PersonId,
        /// Their role.
        role: Role,
        /// Whether they are in the break room.
        resting: bool,
    },
    /// All dead letters, from their tray.
    DeadLetters,
}

/// The state of the gesture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Drag {
    /// Nothing is held.
    #[default]
    Idle,
    /// Pressed, not yet moved.
    Pressed {
        /// The pointer's id.
        pointer: i32,
        /// What was pressed.
        held: Held,
        /// The place of the press.
        origin: Point,
    },
    /// Dragging.
    Lifted {
        /// The pointer's id.
        pointer: i32,
        /// What is dragged.
        held: Held,
        /// The pointer's place.
        at: Point,
    },
}

/// An input to the gesture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    /// A press on something that can be dragged.
    Down {
        /// The pointer's id.
        pointer: i32,
        /// What was pressed.
        held: Held,
        /// The place.
        at: Point,
    },
    /// A move.
    Move {
        /// The pointer's id.
        pointer: i32,
        /// The new place.
        at: Point,
    },
    /// A release.
    Up {
        /// The pointer's id.
        pointer: i32,
        /// The place.
        at: Point,
    },
    /// Escape, a lost pointer, or the dragged person has left.
    Cancel,
}

/// What to do after an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Nothing.
    None,
    /// The drag starts.
    Lift(Held),
    /// Drop at this place.
    Drop(Held, Point),
    /// Cancel the drag.
    SnapBack,
}

impl Drag {
    /// The next state and what to do.
    #[must_use]
    pub fn step(self, input: Input) -> (Self, Effect) {
        match (self, input) {
            (Self::Idle, Input::Down { pointer, held, at }) => {
                (Self::Pressed { pointer, held, origin: at }, Effect::None)
            }
            (Self::Pressed { pointer, held, origin }, Input::Move { pointer: moved, at }) if pointer == moved => {
                let (x, y) = (at.x - origin.x, at.y - origin.y);
                if x * x + y * y < THRESHOLD_PX * THRESHOLD_PX {
                    (self, Effect::None)
                } else {
                    (Self::Lifted { pointer, held, at }, Effect::Lift(held))
                }
            }
            (Self::Lifted { pointer, held, .. }, Input::Move { pointer: moved, at }) if pointer == moved => {
                (Self::Lifted { pointer, held, at }, Effect::None)
            }
            (Self::Pressed { pointer, .. }, Input::Up { pointer: released, .. }) if pointer == released => {
                (Self::Idle, Effect::None)
            }
            (Self::Lifted { pointer, held, .. }, Input::Up { pointer: released, at }) if pointer == released => {
                (Self::Idle, Effect::Drop(held, at))
            }
            (Self::Lifted { .. }, Input::Cancel) => (Self::Idle, Effect::SnapBack),
            (Self::Pressed { .. }, Input::Cancel) => (Self::Idle, Effect::None),
            // A second finger, or a pointer that drags nothing.
            (state, _) => (state, Effect::None),
        }
    }

    /// What is dragged and the pointer's place, during a drag.
    #[must_use]
    pub const fn lifted(&self) -> Option<(Held, Point)> {
        match self {
            Self::Lifted { held, at, .. } => Some((*held, *at)),
            _ => None,
        }
    }
}

/// A part of the stage that accepts a drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The column of the role.
    Side,
    /// The break room.
    BreakRoom,
    /// The bin.
    Bin,
    /// The lanes of the board.
    Board,
}

/// The target at `point` for what is dragged; `None` if a drop there has no effect.
#[must_use]
pub fn target(layout: &Layout, held: Held, point: Point) -> Option<Target> {
    let (role, new, resting) = match held {
        Held::New(role) => (role, true, false),
        Held::Person { role, resting, .. } => (role, false, resting),
        Held::DeadLetters => {
            let Center::Board(board) = &layout.center else { return None };
            return board.lanes.iter().any(|lane| lane.area.contains(point)).then_some(Target::Board);
        }
    };
    let side = layout.side(role);
    if side.break_room.contains(point) {
        return (!new && !resting).then_some(Target::BreakRoom);
    }
    if side.area.contains(point) {
        return Some(Target::Side);
    }
    if layout.bin.contains(point) {
        return (!new).then_some(Target::Bin);
    }
    None
}

/// The interventions that a drop means, in order.
#[must_use]
pub fn deeds(layout: &Layout, held: Held, point: Point) -> Vec<Intervention> {
    let Some(target) = target(layout, held, point) else { return Vec::new() };
    let across = layout.form != Form::Tall;
    match (held, target) {
        (Held::DeadLetters, _) => vec![Intervention::StartMoveTask { per_second: Some(1) }],
        (Held::New(role), _) => {
            vec![Intervention::Hire { role, place: Some(layout.side(role).place_at(point, across)) }]
        }
        (Held::Person { id, .. }, Target::Bin) => vec![Intervention::Dismiss { person: id }],
        (Held::Person { id, .. }, Target::BreakRoom) => vec![Intervention::SendOnBreak { person: id }],
        (Held::Person { id, role, resting }, Target::Side | Target::Board) => {
            let place = layout.side(role).place_at(point, across);
            let mut deeds = vec![Intervention::Move { person: id, place }];
            if resting {
                deeds.insert(0, Intervention::BringBack { person: id });
            }
            deeds
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: Held = Held::New(Role::Barista);

    fn at(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn run(inputs: &[Input]) -> (Drag, Vec<Effect>) {
        let mut drag = Drag::Idle;
        let mut effects = Vec::new();
        for input in inputs {
            let (next, effect) = drag.step(*input);
            drag = next;
            if effect != Effect::None {
                effects.push(effect);
            }
        }
        (drag, effects)
    }

    #[test]
    fn a_press_without_a_move_is_a_click() {
        let down = Input::Down { pointer: 1, held: HELD, at: at(5.0, 5.0) };
        let nudge = Input::Move { pointer: 1, at: at(8.0, 8.0) };
        assert_eq!(run(&[down, nudge, Input::Up { pointer: 1, at: at(8.0, 8.0) }]), (Drag::Idle, vec![]));
    }

    #[test]
    fn a_drag_lifts_and_drops() {
        let down = Input::Down { pointer: 1, held: HELD, at: at(5.0, 5.0) };
        let far = Input::Move { pointer: 1, at: at(50.0, 5.0) };
        let up = Input::Up { pointer: 1, at: at(60.0, 5.0) };
        assert_eq!(run(&[down, far, up]), (Drag::Idle, vec![Effect::Lift(HELD), Effect::Drop(HELD, at(60.0, 5.0))]));
    }

    #[test]
    fn a_drag_can_always_be_cancelled() {
        let down = Input::Down { pointer: 1, held: HELD, at: at(5.0, 5.0) };
        let far = Input::Move { pointer: 1, at: at(50.0, 5.0) };
        assert_eq!(run(&[down, far, Input::Cancel]), (Drag::Idle, vec![Effect::Lift(HELD), Effect::SnapBack]));
        assert_eq!(run(&[down, Input::Cancel]), (Drag::Idle, vec![]));
    }

    #[test]
    fn a_second_finger_does_nothing() {
        let down = Input::Down { pointer: 1, held: HELD, at: at(5.0, 5.0) };
        let other = Input::Move { pointer: 2, at: at(500.0, 5.0) };
        let (drag, effects) = run(&[down, other, Input::Up { pointer: 2, at: at(500.0, 5.0) }]);
        assert!(matches!(drag, Drag::Pressed { pointer: 1, .. }) && effects.is_empty());
    }
}
