//! Settings that are one of several names.

/// Declares an enum of names, one of them marked as `#[default]`. Each variant is followed by its name in JSON and in the
/// API.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident { $(
        $(#[$variant_meta:meta])* $variant:ident $text:literal,
    )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $(
            $(#[$variant_meta])*
            #[serde(rename = $text)]
            $variant,
        )* }

        impl $name {
            /// All of them, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            const NAMES: &'static [&'static str] = &[$($text),*];

            /// Its name in JSON and in the API.
            #[must_use]
            pub const fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            /// The one of that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.name() == name)
            }
        }

        impl $crate::settings::Declared for $name {
            const KIND: $crate::settings::Kind = $crate::settings::Kind::Choice(Self::NAMES);
        }
    };
}

pub(crate) use choice;
