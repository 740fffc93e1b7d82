//! Reads documented query options. Documentation is loose about spaces and quotes, so this reader
//! is as well.

/// A condition, a value or a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Text {
    Path(Vec<String>),
    /// A string between quotes.
    String(String),
    /// A number, a date, a guid, `true`, `false` or `null`.
    Bare(String),
    Call(String, Vec<Text>),
    Lambda {
        path: Vec<String>,
        quantifier: String,
        variable: String,
        condition: Box<Text>,
    },
    Not(Box<Text>),
    Binary(String, Box<[Text; 2]>),
}

/// An expanded relationship.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expansion {
    pub path: Vec<String>,
    pub options: Vec<(String, String)>,
}

/// Reads a condition.
pub(crate) fn condition(text: &str) -> Result<Text, String> {
    let mut reader = Reader(text.trim());
    let condition = reader.or()?;
    if reader.0.trim().is_empty() {
        Ok(condition)
    } else {
        Err(format!("`{}` is left of the condition", reader.0))
    }
}

/// Reads the items of `$expand`.
pub(crate) fn expansions(text: &str) -> Vec<Expansion> {
    parts(text, ',')
        .into_iter()
        .map(|item| {
            let (path, rest) = item.split_once('(').unwrap_or((item, ""));
            let rest = rest.strip_suffix(')').unwrap_or(rest);
            let options = parts(rest, ';').into_iter();
            Expansion {
                path: path.trim().split('/').map(str::to_owned).collect(),
                options: options
                    .filter_map(|option| option.split_once('='))
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect(),
            }
        })
        .collect()
}

/// The parts between separators that are outside of quotes and parentheses.
pub(crate) fn parts(text: &str, separator: char) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let is_separator = move |c: char| {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == separator && depth == 0 && !quoted
    };
    text.split(is_separator)
        .filter(|part| !part.is_empty())
        .collect()
}

/// A condition in the form in which two spellings of it are the same: in lower case, and with one
/// name for the items of a collection.
pub(crate) fn normal(text: &Text) -> String {
    fn write(text: &Text, variables: &mut Vec<String>) -> String {
        match text {
            Text::Path(names) => {
                let position = variables.iter().rposition(|name| *name == names[0]);
                let mut names = names.clone();
                if let Some(position) = position {
                    names[0] = format!("item{position}");
                }
                names.join("/").to_lowercase()
            }
            Text::String(text) => format!("'{}'", text.to_lowercase()),
            Text::Bare(text) => text.to_lowercase(),
            Text::Call(function, arguments) => {
                let arguments: Vec<_> = arguments
                    .iter()
                    .map(|argument| write(argument, variables))
                    .collect();
                format!("{}({})", function.to_lowercase(), arguments.join(","))
            }
            Text::Lambda {
                path,
                quantifier,
                variable,
                condition,
            } => {
                let path = write(&Text::Path(path.clone()), variables);
                variables.push(variable.clone());
                let condition = write(condition, variables);
                variables.pop();
                format!("{path}/{}({condition})", quantifier.to_lowercase())
            }
            Text::Not(condition) => format!("not({})", write(condition, variables)),
            Text::Binary(operator, operands) => {
                let [left, right] = &**operands;
                format!(
                    "({} {operator} {})",
                    write(left, variables),
                    write(right, variables)
                )
            }
        }
    }
    write(text, &mut Vec::new())
}

struct Reader<'t>(&'t str);

impl Reader<'_> {
    fn take(&mut self, text: &str) -> bool {
        let trimmed = self.0.trim_start();
        let taken = trimmed.strip_prefix(text);
        if let Some(rest) = taken {
            self.0 = rest;
        }
        taken.is_some()
    }

    fn expect(&mut self, text: &str) -> Result<(), String> {
        if self.take(text) {
            Ok(())
        } else {
            Err(format!("`{text}` is missing before `{}`", self.0))
        }
    }

    fn operator(&mut self, operators: &[&str]) -> Option<String> {
        let rest = self.0.trim_start();
        let (word, after) = rest.split_once(' ')?;
        operators.contains(&word).then(|| {
            self.0 = after;
            word.to_owned()
        })
    }

    fn or(&mut self) -> Result<Text, String> {
        let mut left = self.and()?;
        while let Some(operator) = self.operator(&["or"]) {
            left = Text::Binary(operator, Box::new([left, self.and()?]));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Text, String> {
        let mut left = self.comparison()?;
        while let Some(operator) = self.operator(&["and"]) {
            left = Text::Binary(operator, Box::new([left, self.comparison()?]));
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Result<Text, String> {
        if self.operator(&["not"]).is_some() {
            return Ok(Text::Not(Box::new(self.comparison()?)));
        }
        let left = self.value()?;
        let operators = ["eq", "ne", "gt", "ge", "lt", "le", "in", "has"];
        Ok(match self.operator(&operators) {
            Some(operator) => Text::Binary(operator, Box::new([left, self.value()?])),
            None => left,
        })
    }

    fn value(&mut self) -> Result<Text, String> {
        if self.take("(") {
            let inner = self.or()?;
            self.expect(")")?;
            return Ok(inner);
        }
        let rest = self.0.trim_start();
        if let Some(rest) = rest.strip_prefix(['\'', '\u{2018}']) {
            let (text, after) = rest
                .split_once(['\'', '\u{2019}'])
                .ok_or("a quote is not closed")?;
            self.0 = after;
            return Ok(Text::String(text.to_owned()));
        }
        let is_of_word = |c: char| c.is_alphanumeric() || "_/.-+:$".contains(c);
        let is_bare = rest.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        let is_of_name = |c: char| is_of_word(c) && !"-+:".contains(c);
        let end = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        // A guid may start with a letter.
        let is_bare = is_bare || rest[end..].starts_with('-');
        if is_bare {
            let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
            self.0 = &rest[end..];
            return Ok(Text::Bare(rest[..end].to_owned()));
        }
        let word = &rest[..end];
        self.0 = &rest[end..];
        if matches!(word, "true" | "false" | "null") {
            return Ok(Text::Bare(word.to_owned()));
        }
        if word.is_empty() {
            return Err(format!("nothing is before `{}`", self.0));
        }
        let mut path: Vec<String> = word.split('/').map(str::to_owned).collect();
        if !self.0.starts_with('(') {
            return Ok(Text::Path(path));
        }
        self.expect("(")?;
        if path.len() > 1 {
            let quantifier = path.pop().unwrap_or_default();
            let (variable, condition) = self.0.split_once(':').ok_or("a lambda has no variable")?;
            let variable = variable.trim().to_owned();
            self.0 = condition;
            let condition = Box::new(self.or()?);
            self.expect(")")?;
            return Ok(Text::Lambda {
                path,
                quantifier,
                variable,
                condition,
            });
        }
        let mut arguments = Vec::new();
        loop {
            arguments.push(self.or()?);
            if !self.take(",") {
                self.expect(")")?;
                return Ok(Text::Call(word.to_owned(), arguments));
            }
        }
    }
}
