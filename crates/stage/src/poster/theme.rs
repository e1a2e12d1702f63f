//! The colours of a poster: those of the page, in light and dark.

/// A CSS colour.
pub type Colour = &'static str;

/// The colours of `static/css/tokens.css`, by their names there.
#[allow(missing_docs, reason = "the names are those of the style sheet")]
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    pub paper: Colour,
    pub paper_2: Colour,
    pub paper_3: Colour,
    pub card: Colour,
    pub ink: Colour,
    pub ink_2: Colour,
    pub line: Colour,
    pub board: Colour,
    /// Around the board: `--board` with a fifth of black.
    pub board_rim: Colour,
    pub board_2: Colour,
    pub board_3: Colour,
    pub board_ink: Colour,
    pub board_ink_2: Colour,
    pub board_line: Colour,
    pub wood: Colour,
    pub wood_2: Colour,
    pub visible: Colour,
    pub hidden: Colour,
    pub done: Colour,
    pub dead: Colour,
    /// Alarms in text, readable on a card.
    pub alarm: Colour,
    pub delay: Colour,
    pub ticket: Colour,
    pub ticket_made: Colour,
    pub ticket_ink: Colour,
    pub ticket_ink_2: Colour,
}

/// The light theme.
pub const LIGHT: Theme = Theme {
    paper: "#fbf6ec",
    paper_2: "#f4ebdb",
    paper_3: "#ede1cc",
    card: "#fffdf7",
    ink: "#2a1c13",
    ink_2: "#665343",
    line: "#dfd0b8",
    board: "#20463c",
    board_rim: "#1a3830",
    board_2: "#18372f",
    board_3: "#132d26",
    board_ink: "#eef5ef",
    board_ink_2: "#b9d0c6",
    board_line: "#37645a",
    wood: "#b98a5a",
    wood_2: "#94683f",
    visible: "#f2b53c",
    hidden: "#2f9e97",
    done: "#4f9d57",
    dead: "#c8443a",
    alarm: "#c8443a",
    delay: "#7d8db5",
    ticket: "#fffdf7",
    ticket_made: "#dfe6e0",
    ticket_ink: "#2a1c13",
    ticket_ink_2: "#645243",
};

/// The dark theme.
pub const DARK: Theme = Theme {
    paper: "#1b1512",
    paper_2: "#241c17",
    paper_3: "#30261f",
    card: "#2b221c",
    ink: "#f3e9dc",
    ink_2: "#bfab99",
    line: "#43362c",
    board: "#17322b",
    board_rim: "#122822",
    board_2: "#10251f",
    board_3: "#0c1c17",
    board_line: "#2b5147",
    wood: "#7d5a38",
    wood_2: "#5d4128",
    alarm: "#f0968d",
    ticket: "#f6efe2",
    ticket_made: "#cdd3c9",
    ..LIGHT
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The named colours of a block of the style sheet.
    fn named(sheet: &str, block: &str) -> Vec<(String, String)> {
        let (_, rest) = sheet.split_once(block).expect("the style sheet has the block");
        let (inside, _) = rest.split_once('}').expect("it ends");
        let lines =
            inside.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "));
        lines.filter(|(_, value)| value.starts_with('#')).map(|(name, value)| (name.into(), value.into())).collect()
    }

    #[test]
    fn pictures_have_the_colours_of_the_page() {
        let sheet = include_str!("../../../../static/css/tokens.css");
        let light = named(sheet, ":root {");
        let dark = named(sheet, ":root[data-theme=\"dark\"] {");
        for (theme, later) in [(LIGHT, &[][..]), (DARK, &dark)] {
            let told = format!("{theme:?}");
            for (name, value) in light.iter().filter(|(name, _)| !["focus", "control"].contains(&&**name)) {
                let value = later.iter().find(|(other, _)| other == name).map_or(value, |(_, value)| value);
                let field = format!("{}: {value:?}", name.replace('-', "_"));
                assert!(told.contains(&field), "{field} is not in {told}");
            }
        }
    }
}
