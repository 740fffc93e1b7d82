//! Reads and evaluates `$filter`: comparisons, `in`, `startswith`, `any`, `and`, `or`, `not` and
//! parentheses.
//!
//! It follows OData URL Conventions 4.01, section 5.1.1, with the precedence given there: `not`,
//! comparisons, `and`, `or`.

use std::cmp::Ordering;

use serde_json::Value;

pub(super) enum Filter {
    Compare(String, String, Value),
    In(String, Vec<Value>),
    StartsWith(String, String),
    Any(String, String, Box<Filter>),
    And(Box<Filter>, Box<Filter>),
    Or(Box<Filter>, Box<Filter>),
    Not(Box<Filter>),
}

impl Filter {
    pub(super) fn holds(&self, entity: &Value) -> bool {
        match self {
            Self::Compare(path, operator, value) => {
                let found = at(entity, path);
                let order = order(&found, value);
                match operator.as_str() {
                    "eq" => found == *value,
                    "ne" => found != *value,
                    "gt" => order == Ordering::Greater,
                    "ge" => order != Ordering::Less,
                    "lt" => order == Ordering::Less,
                    _ => order != Ordering::Greater,
                }
            }
            Self::In(path, values) => values.contains(&at(entity, path)),
            Self::StartsWith(path, start) => at(entity, path)
                .as_str()
                .is_some_and(|text| text.starts_with(start)),
            Self::Any(path, variable, condition) => {
                at(entity, path)
                    .as_array()
                    .into_iter()
                    .flatten()
                    .any(|item| {
                        // The scope holds the properties of the entity, and the item under the name
                        // of its variable.
                        let mut scope = entity.clone();
                        scope[variable] = item.clone();
                        condition.holds(&scope)
                    })
            }
            Self::And(one, other) => one.holds(entity) && other.holds(entity),
            Self::Or(one, other) => one.holds(entity) || other.holds(entity),
            Self::Not(condition) => !condition.holds(entity),
        }
    }
}

/// The value at a path of properties.
pub(super) fn at(entity: &Value, path: &str) -> Value {
    path.split('/')
        .try_fold(entity, |value, name| value.get(name))
        .cloned()
        .unwrap_or(Value::Null)
}

pub(super) fn order(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one
            .as_f64()
            .partial_cmp(&other.as_f64())
            .unwrap_or(Ordering::Equal),
        _ => one.to_string().cmp(&other.to_string()),
    }
}

/// Reads a filter. The error says where the filter is invalid.
pub(super) fn parse(text: &str) -> Result<Filter, String> {
    let mut reader = Reader { rest: text };
    let filter = reader.or()?;
    if reader.rest.is_empty() {
        Ok(filter)
    } else {
        Err(format!("`{}` is left of the filter.", reader.rest))
    }
}

struct Reader<'t> {
    rest: &'t str,
}

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

    fn or(&mut self) -> Result<Filter, String> {
        let mut filter = self.and()?;
        while self.take(" or ") {
            filter = Filter::Or(Box::new(filter), Box::new(self.and()?));
        }
        Ok(filter)
    }

    fn and(&mut self) -> Result<Filter, String> {
        let mut filter = self.unary()?;
        while self.take(" and ") {
            filter = Filter::And(Box::new(filter), Box::new(self.unary()?));
        }
        Ok(filter)
    }

    fn unary(&mut self) -> Result<Filter, String> {
        if self.take("not ") {
            // `not` binds more tightly than a comparison, so the comparison needs parentheses.
            return match self.unary()? {
                Filter::Compare(..) | Filter::In(..) => Err("`not` of no condition.".to_owned()),
                condition => Ok(Filter::Not(Box::new(condition))),
            };
        }
        if self.take("(") {
            let filter = self.or()?;
            self.expect(")")?;
            // A comparison in parentheses is wrapped, so that `not` accepts it.
            return Ok(Filter::And(Box::new(filter), Box::new(always())));
        }
        if self.take("startswith(") {
            let path = self.path().to_owned();
            self.expect(",")?;
            let start = self.literal()?;
            self.expect(")")?;
            let start = start
                .as_str()
                .ok_or("`startswith` wants a text.")?
                .to_owned();
            return Ok(Filter::StartsWith(path, start));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Filter, String> {
        let path = self.path().to_owned();
        if let Some(collection) = path.strip_suffix("/any")
            && self.take("(")
        {
            let variable = self.path().to_owned();
            self.expect(":")?;
            let condition = self.or()?;
            self.expect(")")?;
            return Ok(Filter::Any(
                collection.to_owned(),
                variable,
                Box::new(condition),
            ));
        }
        if self.take(" in (") {
            let mut values = vec![self.literal()?];
            while self.take(",") {
                values.push(self.literal()?);
            }
            self.expect(")")?;
            return Ok(Filter::In(path, values));
        }
        for operator in ["eq", "ne", "gt", "ge", "lt", "le"] {
            if self.take(&format!(" {operator} ")) {
                let value = self.literal()?;
                return Ok(Filter::Compare(path, operator.to_owned(), value));
            }
        }
        Err(format!("No operator stands before `{}`.", self.rest))
    }

    fn path(&mut self) -> &'t str {
        let is_of_path = |c: char| c.is_alphanumeric() || "_/@.".contains(c);
        let end = self
            .rest
            .find(|c| !is_of_path(c))
            .unwrap_or(self.rest.len());
        let (path, rest) = self.rest.split_at(end);
        self.rest = rest;
        path
    }

    /// Reads a quoted string with its quotes doubled, the same after the name of an enumeration, or
    /// a bare word.
    fn literal(&mut self) -> Result<Value, String> {
        let end = self
            .rest
            .find([',', ')', ' ', '\''])
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let Some(mut rest) = rest.strip_prefix('\'') else {
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

fn always() -> Filter {
    Filter::Compare("@nothing".to_owned(), "eq".to_owned(), Value::Null)
}
