//! stub
use super::*;
/// n
pub const LOOKS: usize = 10;
/// f
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Face { #[default] Happy, Busy, Waiting, Asleep, Shocked }
/// m
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Mood { #[default] Content, Restless, Annoyed, Leaving }
/// f
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Figure { pub palette: Palette }
const P: Palette = Palette { skin: "#c98d63", skin_shade: "#b07a50", hair: "#3a2418", shirt: "#fff6e6", apron: "#2f9e97", hat: "#2f9e97", backdrop: "#cfe6dc" };
impl Figure { #[allow(missing_docs)] pub const fn with(self, _f: Face) -> Self { self }
 #[allow(missing_docs)] pub fn shapes(&self) -> impl Iterator<Item = &'static Shape> + use<> { const S: &[Shape] = &[fill(Paint::Backdrop, "M0 32a32 32 0 1 0 64 0a32 32 0 1 0-64 0"), fill(Paint::Skin, "M20 27a12 12 0 1 0 24 0a12 12 0 1 0-24 0")]; S.iter() } }
#[allow(missing_docs)] pub const fn cashier(_: usize) -> Figure { Figure { palette: P } }
#[allow(missing_docs)] pub const fn barista(_: usize) -> Figure { Figure { palette: P } }
#[allow(missing_docs)] pub const fn customer(_: usize, _m: Mood) -> Figure { Figure { palette: P } }
