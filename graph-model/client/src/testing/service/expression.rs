//! Reads the expressions of `$filter`, `$orderby` and `$compute`.
//!
//! OData URL Conventions 4.01, section 5.1.1, with the precedence given there, from strong to weak:
//! `not` and `-`, products, sums, comparisons, `and`, `or`.

use serde_json::Value;

/// An expression, whose paths start at an entity.
#[derive(Debug)]
pub(super) enum Expression {
    Literal(Value),
    /// The names between the slashes.
    Path(Vec<String>),
    /// The number of items at a path, or of those for which a condition holds.
    Count(Vec<String>, Option<Box<Expression>>),
    /// Whether a condition holds for an item at a path, or for all of them.
    Items {
        path: Vec<String>,
        all: bool,
        variable: String,
        condition: Option<Box<Expression>>,
    },
    Not(Box<Expression>),
    Negative(Box<Expression>),
    Binary(String, Box<[Expression; 2]>),
    Call(String, Vec<Expression>),
    List(Vec<Expression>),
    Case(Vec<[Expression; 2]>),
}

/// Reads an expression. The error says where it is invalid.
pub(super) fn parse(text: &str) -> Result<Expression, String> {
    let mut reader = Reader {
        rest: text,
        depth: 0,
    };
    let expression = reader.or()?;
    if reader.rest.is_empty() {
        Ok(expression)
    } else {
        Err(format!("`{}` is left of the expression.", reader.rest))
    }
}

struct Reader<'t> {
    rest: &'t str,
    /// The number of expressions that the next one is inside.
    depth: u32,
}

/// The number of expressions inside each other that a service reads.
const DEEPEST: u32 = 100;

impl<'t> Reader<'t> {
    fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, text: &str) -> Result<(), String> {
        if self.take(text) {
            Ok(())
        } else {
            Err(format!("`{text}` is missing before `{}`.", self.rest))
        }
    }

    /// Operands that group to the left.
    fn operands(
        &mut self,
        operators: &[&str],
        operand: fn(&mut Self) -> Result<Expression, String>,
    ) -> Result<Expression, String> {
        let mut left = operand(self)?;
        while let Some(operator) = self.operator(operators) {
            let right = operand(self)?;
            left = Expression::Binary(operator, Box::new([left, right]));
        }
        Ok(left)
    }

    fn operator(&mut self, operators: &[&str]) -> Option<String> {
        let mut operators = operators.iter();
        let operator = operators.find(|operator| self.take(&format!(" {operator} ")))?;
        Some((*operator).to_owned())
    }

    fn or(&mut self) -> Result<Expression, String> {
        self.nested(|reader| reader.operands(&["or"], Self::and))
    }

    /// Reads an expression inside another one.
    fn nested(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Expression, String>,
    ) -> Result<Expression, String> {
        if self.depth == DEEPEST {
            return Err("The expression is nested too deeply.".to_owned());
        }
        self.depth += 1;
        let expression = read(self);
        self.depth -= 1;
        expression
    }

    fn and(&mut self) -> Result<Expression, String> {
        self.operands(&["and"], Self::comparison)
    }

    fn comparison(&mut self) -> Result<Expression, String> {
        let left = self.sum()?;
        let operators = ["eq", "ne", "gt", "ge", "lt", "le", "has", "in"];
        let Some(operator) = self.operator(&operators) else {
            return Ok(left);
        };
        let right = if operator == "in" && self.take("(") {
            Expression::List(self.list()?)
        } else {
            self.sum()?
        };
        Ok(Expression::Binary(operator, Box::new([left, right])))
    }

    fn sum(&mut self) -> Result<Expression, String> {
        self.operands(&["add", "sub"], Self::product)
    }

    fn product(&mut self) -> Result<Expression, String> {
        self.operands(&["mul", "divby", "div", "mod"], Self::unary)
    }

    fn unary(&mut self) -> Result<Expression, String> {
        if self.take("not ") {
            return Ok(Expression::Not(Box::new(self.nested(Self::unary)?)));
        }
        let is_number = |rest: &str| rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if self.rest.starts_with('-') && !is_number(self.rest) {
            self.expect("-")?;
            return Ok(Expression::Negative(Box::new(self.nested(Self::unary)?)));
        }
        self.primary()
    }

    fn primary(&mut self) -> Result<Expression, String> {
        if self.take("(") {
            let inner = self.or()?;
            self.expect(")")?;
            return Ok(inner);
        }
        if self.rest.starts_with('[') {
            return self.json();
        }
        if self
            .rest
            .starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '\'')
        {
            return self.literal().map(Expression::Literal);
        }
        let word = self.word();
        if self.rest.starts_with('\'') {
            return self.literal().map(Expression::Literal);
        }
        match word {
            "" => return Err(format!("nothing is before `{}`.", self.rest)),
            "true" | "false" | "null" => {
                return Ok(Expression::Literal(serde_json::from_str(word).unwrap()));
            }
            "INF" | "NaN" => return Ok(Expression::Literal(word.into())),
            // A guid may start with a letter.
            guid if guid.contains('-') => return Ok(Expression::Literal(guid.into())),
            _ => {}
        }
        self.path(word)
    }

    fn path(&mut self, word: &str) -> Result<Expression, String> {
        let mut names: Vec<String> = word.split('/').map(str::to_owned).collect();
        let last = names.last().cloned().unwrap_or_default();
        if last == "$count" {
            names.pop();
            let mut condition = None;
            if self.take("($filter=") {
                condition = Some(Box::new(self.or()?));
                self.expect(")")?;
            }
            return Ok(Expression::Count(names, condition));
        }
        if !self.take("(") {
            return Ok(Expression::Path(names));
        }
        if names.len() > 1 && (last == "any" || last == "all") {
            names.pop();
            let mut variable = String::new();
            let mut condition = None;
            if !self.take(")") {
                self.word().clone_into(&mut variable);
                self.expect(":")?;
                condition = Some(Box::new(self.or()?));
                self.expect(")")?;
            }
            return Ok(Expression::Items {
                path: names,
                all: last == "all",
                variable,
                condition,
            });
        }
        if word == "case" {
            let mut pairs = Vec::new();
            loop {
                let condition = self.or()?;
                self.expect(":")?;
                pairs.push([condition, self.or()?]);
                if !self.take(",") {
                    self.expect(")")?;
                    return Ok(Expression::Case(pairs));
                }
            }
        }
        Ok(Expression::Call(word.to_owned(), self.list()?))
    }

    /// Expressions with commas between them, and the parenthesis at their end.
    fn list(&mut self) -> Result<Vec<Expression>, String> {
        let mut expressions = Vec::new();
        if self.take(")") {
            return Ok(expressions);
        }
        loop {
            expressions.push(self.or()?);
            if !self.take(",") {
                self.expect(")")?;
                return Ok(expressions);
            }
        }
    }

    /// A name, the names of a path, or a guid that starts with a letter.
    fn word(&mut self) -> &'t str {
        let is_of_word = |c: char| c.is_alphanumeric() || "_/@.$-".contains(c);
        let end = self.rest.find(|c| !is_of_word(c));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    /// A JSON array.
    fn json(&mut self) -> Result<Expression, String> {
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Value>();
        let value = values
            .next()
            .transpose()
            .map_err(|error| error.to_string())?;
        let end = values.byte_offset();
        self.rest = &self.rest[end..];
        Ok(Expression::Literal(value.unwrap_or_default()))
    }

    /// A string between quotes, with its quotes doubled, or a number, a date or a guid.
    fn literal(&mut self) -> Result<Value, String> {
        let Some(mut rest) = self.rest.strip_prefix('\'') else {
            let end = self.rest.find([',', ')', ' ']);
            let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
            self.rest = rest;
            let text = Value::String(word.to_owned());
            return Ok(serde_json::from_str(word).unwrap_or(text));
        };
        let mut text = String::new();
        loop {
            let (before, after) = rest.split_once('\'').ok_or("A quote is not closed.")?;
            text.push_str(before);
            let Some(second) = after.strip_prefix('\'') else {
                self.rest = after;
                return Ok(Value::String(text));
            };
            text.push('\'');
            rest = second;
        }
    }
}
