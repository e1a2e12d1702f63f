//! One declaration per setting.
//!
//! [`settings!`](settings) declares a struct of settings. Each line gives a field's Rust name, its name in JSON, its type
//! and its default; a number also gives its [`Range`]. Everything else is derived from that line: the default value, the
//! writer and the strict reader (serde), the reader that brings values into range and says so ([`bring_into_range`]),
//! the JSON Schema (schemars), the check of a deed ([`Settings::check`]) and the field of the inspector ([`Number`]).

mod change;
mod choice;
mod range;
mod reader;

pub use change::{Change, changes};
pub(crate) use choice::choice;
pub use range::{Range, Unit};
pub(crate) use range::{api, range};
pub use reader::TEXT_CHARS;
pub(crate) use reader::{STAFF_MAX, bring_into_range, kind};

/// A struct of settings, declared by [`settings!`](settings).
pub trait Settings: Default + Sized + 'static {
    /// Its members in JSON, in the order of the declaration.
    const FIELDS: &'static [Field];
    /// Its numbers, in the same order.
    const NUMBERS: &'static [Number<Self>];

    /// Returns the first number that is out of its range, as a sentence.
    ///
    /// # Errors
    /// [`Range::sentence`] of that number.
    fn check(&self) -> Result<(), String> {
        Self::NUMBERS.iter().try_for_each(|number| number.get(self).map_or(Ok(()), |value| number.range.check(value)))
    }

    /// Clamps every number to its range.
    #[must_use]
    fn bounded(mut self) -> Self {
        for number in Self::NUMBERS {
            if let Some(value) = number.get(&self) {
                number.set(&mut self, number.range.clamp(value));
            }
        }
        self
    }
}

/// A number among the settings `S`.
#[derive(Debug)]
pub struct Number<S: 'static> {
    /// What it may be.
    pub range: Range,
    pub(crate) read: fn(&S) -> Option<u64>,
    pub(crate) write: fn(&mut S, u64),
}

impl<S> Clone for Number<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Number<S> {}

impl<S> Number<S> {
    /// The value; `None` if the setting is optional and switched off.
    #[must_use]
    pub fn get(&self, settings: &S) -> Option<u64> {
        (self.read)(settings)
    }

    /// Sets the value, and switches an optional setting on.
    pub fn set(&self, settings: &mut S, value: u64) {
        (self.write)(settings, value);
    }
}

/// A member of the JSON of some settings.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name; empty if the members of its value are members of this same object.
    pub name: &'static str,
    /// What its value may be.
    pub kind: Kind,
}

/// What a member's value may be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A whole number.
    Number {
        /// Its range: other numbers are clamped to it.
        range: Range,
        /// `null` is allowed, too.
        nullable: bool,
    },
    /// `true` or `false`.
    Flag,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A text of at most [`TEXT_CHARS`] characters, without control characters and blanks around it. An empty text and
    /// `null` are replaced by the default.
    Text,
    /// An object of these members. `null` is replaced by the default.
    Object(&'static [Field]),
    /// Groups of people: objects of these members, with a `count`. `null` is replaced by the default.
    People(&'static [Field]),
}

/// A type whose values need no more than the type to be declared.
pub(crate) trait Declared {
    /// What a value looks like in JSON.
    const KIND: Kind;
}

impl Declared for bool {
    const KIND: Kind = Kind::Flag;
}

impl Declared for String {
    const KIND: Kind = Kind::Text;
}

impl Declared for Option<String> {
    const KIND: Kind = Kind::Text;
}

impl<S: Settings> Declared for S {
    const KIND: Kind = Kind::Object(S::FIELDS);
}

/// A type of number that can be a setting.
pub(crate) trait Numeric: Copy {
    /// `null` means that the setting is switched off.
    const NULLABLE: bool;

    /// The number; `None` if it is switched off.
    fn number(self) -> Option<u64>;

    /// The value of a number; the largest one if the number is larger.
    fn of(number: u64) -> Self;
}

impl Numeric for u64 {
    const NULLABLE: bool = false;

    fn number(self) -> Option<u64> {
        Some(self)
    }

    fn of(number: u64) -> Self {
        number
    }
}

impl Numeric for u32 {
    const NULLABLE: bool = false;

    fn number(self) -> Option<u64> {
        Some(self.into())
    }

    fn of(number: u64) -> Self {
        Self::try_from(number).unwrap_or(Self::MAX)
    }
}

impl<N: Numeric> Numeric for Option<N> {
    const NULLABLE: bool = true;

    fn number(self) -> Option<u64> {
        self.and_then(N::number)
    }

    fn of(number: u64) -> Self {
        Some(N::of(number))
    }
}

/// Declares a struct of settings: see [the module](self).
///
/// ```ignore
/// settings! {
///     /// What can be set on a door.
///     pub struct Door {
///         /// Seconds until it closes by itself.
///         closes_after "closesAfter": u32 = 5, CLOSES_AFTER = range("The time to close", 1, 60, Unit::Seconds);
///         /// A sign on it.
///         sign "sign": Option<String> = None;
///     }
/// }
/// ```
///
/// `Door::CLOSES_AFTER` is the [`Number`] for that field. A member that came into the format later is left out where it
/// has its default: `#[serde(skip_serializing_if = "…")]`.
macro_rules! settings {
    ($(#[$meta:meta])* pub struct $name:ident { $(
        $(#[$field_meta:meta])*
        $field:ident $member:literal: $type:ty = $default:expr $(, $number:ident = $range:expr)?;
    )* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(default)]
        pub struct $name { $(
            $(#[$field_meta])*
            $(
                #[cfg_attr(doc, doc = concat!("\n\nIts range is [`Self::", stringify!($number), "`]."))]
                #[cfg_attr(feature = "schema", schemars(range(min = ($range).low, max = ($range).high)))]
            )?
            #[serde(rename = $member)]
            pub $field: $type,
        )* }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $name { $($(
            #[doc = concat!("The number [`", stringify!($field), "`](Self::", stringify!($field), ").")]
            pub const $number: $crate::settings::Number<Self> = $crate::settings::Number {
                range: $range,
                read: |settings| $crate::settings::Numeric::number(settings.$field),
                write: |settings, value| settings.$field = $crate::settings::Numeric::of(value),
            };
        )?)* }

        impl $crate::settings::Settings for $name {
            const FIELDS: &'static [$crate::settings::Field] = &[$(
                $crate::settings::Field { name: $member, kind: $crate::settings::settings!(@kind $type $(, $range)?) },
            )*];
            const NUMBERS: &'static [$crate::settings::Number<Self>] = &[$($(Self::$number,)?)*];
        }
    };
    (@kind $type:ty) => { <$type as $crate::settings::Declared>::KIND };
    (@kind $type:ty, $range:expr) => {
        $crate::settings::Kind::Number { range: $range, nullable: <$type as $crate::settings::Numeric>::NULLABLE }
    };
}

pub(crate) use settings;

/// For `skip_serializing_if`: a number whose default is 0.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(crate) const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// For `skip_serializing_if`: a number whose default is 1.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(crate) const fn is_one(number: &u32) -> bool {
    *number == 1
}

/// For `skip_serializing_if`: a type whose default is the setting's default.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
