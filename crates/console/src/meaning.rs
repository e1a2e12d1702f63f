//! What an option of a command means, and how many values it takes.

use super::command::Command;
use model::sqs::{Member, Shape};

/// How many values an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Nothing,
    One,
    /// No value, or one.
    Maybe,
    /// All words up to the next option.
    Many,
}

/// What an option of a command means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A member of the call.
    Member(Member),
    /// Where in the list to start: another name of the member `NextToken`.
    StartingToken,
    /// How many items to list: another name of the member `MaxResults`.
    MaxItems,
    /// How many items to request in each call. One call is always enough here.
    PageSize,
    /// The whole call as JSON.
    InputJson,
    /// The whole call as YAML.
    InputYaml,
    /// Prints the members that the call can have.
    Skeleton,
}

/// An option of a command.
#[derive(Clone, Debug)]
pub(super) struct Opt {
    /// The name, with its two hyphens.
    pub(super) name: String,
    pub(super) meaning: Meaning,
}

impl Meaning {
    pub(super) const fn takes(self) -> Takes {
        match self {
            Self::Member(member) => match member.shape {
                Shape::Texts | Shape::Entries(_) => Takes::Many,
                Shape::Text | Shape::Whole | Shape::TextMap | Shape::AttributeMap => Takes::One,
            },
            Self::Skeleton => Takes::Maybe,
            _ => Takes::One,
        }
    }

    /// Returns true for an option that asks for a part of a list.
    pub(super) const fn is_paging(self) -> bool {
        matches!(self, Self::StartingToken | Self::MaxItems | Self::PageSize)
    }

    /// Returns true for options that the CLI accepts but does not list: it lists the paging options in their place.
    pub(super) fn is_shadowed(self, command: Command) -> bool {
        command.is_paged() && matches!(self, Self::Member(Member { name: "NextToken" | "MaxResults", .. }))
    }
}
