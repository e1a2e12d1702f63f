//! A cursor over the input, and the sentences that point at a place in it.

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl Reader<'_> {
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    pub(super) fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_ascii_start().len();
    }

    /// Returns the input with a mark below the place.
    pub(super) fn place(&self, at: usize) -> String {
        let at = self.text.floor_char_boundary(at.min(self.text.len()));
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        let blanks = " ".repeat(self.text[line..at].chars().count());
        format!("{}\n{blanks}^{}", &self.text[..end], &self.text[end..])
    }

    pub(super) fn refusal(&self, expected: &str, received: &str) -> String {
        format!("Expected: '{expected}', received: '{received}' for input:\n{}", self.place(self.at))
    }

    pub(super) fn expect(&mut self, mark: char) -> Result<(), String> {
        self.skip_blanks();
        self.expect_here(mark)?;
        self.skip_blanks();
        Ok(())
    }

    pub(super) fn expect_here(&mut self, mark: char) -> Result<(), String> {
        match self.peek() {
            Some(letter) if letter == mark => self.at += letter.len_utf8(),
            Some(letter) => return Err(self.refusal(mark.encode_utf8(&mut [0; 4]), letter.encode_utf8(&mut [0; 4]))),
            None => return Err(self.refusal(mark.encode_utf8(&mut [0; 4]), "EOF")),
        }
        Ok(())
    }
}
