//! stub
use super::Shape;
/// i
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Icon { Hand, DeadLetter, Check, Return, Break, DropCup, ChevronUp, ChevronDown, Bin, Plus, ThemeAuto, Sun, Moon, Help, Settings, Restart, Pause, Play, Step, Dice, Close }
impl Icon { /// s
 pub const fn shapes(self) -> &'static [Shape] { const S: &[Shape] = &[super::line(super::Paint::Current, 2.0, "M6 6L18 18M18 6L6 18")]; S } }
