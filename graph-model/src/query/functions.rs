//! The functions of strings, numbers, dates, times and durations, and arithmetic.
//!
//! OData URL Conventions 4.01, sections 5.1.1.2 (arithmetic), 5.1.1.5 (strings), 5.1.1.7 (strings
//! and collections), 5.1.1.8 (dates and times) and 5.1.1.9 (numbers).

use std::marker::PhantomData;

use super::error::QueryError;
use super::expression::{Expression, ToTree};
use super::filter::{Condition, Filter};
use super::kinds::{
    DateProperty, DateTimeProperty, DurationProperty, NumberProperty, StringProperty, TimeProperty,
};
use super::operand::{Comparable, Operand};
use super::receivers::for_expressions;
use super::tree::{Operator, Tree};
use crate::edm::strings::{Date, DateTimeOffset, Duration, TimeOfDay};

/// A function of a value alone.
fn of<P>(function: &'static str, value: &impl ToTree) -> Expression<P> {
    Expression::new(Tree::call(function, [value.to_tree()]))
}

/// The arguments of a function of a value and an operand.
fn with<P>(value: &impl ToTree, operand: impl Operand<P>) -> [Tree; 2] {
    let value = value.to_tree();
    let operand = Tree::operand_of(operand.operand(), &value);
    [value, operand]
}

fn calculated<P, R>(
    value: &impl ToTree,
    operator: Operator,
    operand: impl Operand<P>,
) -> Expression<R> {
    let [left, right] = with(value, operand);
    Expression::new(Tree::binary(operator, left, right))
}

for_expressions! { [P] P => {
    /// Holds if this contains the string. The service decides whether letter case matters, here and
    /// in the other string functions.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// # pub struct User { pub mail: Option<String>, pub nickname: Option<String> }
    /// let request = User::list()
    ///     .filter(|user| user.mail.contains("o'n").or(user.mail.starts_with(user.nickname)))
    ///     .at(&UserCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query().unwrap().replace("%20", " "),
    ///     "$filter=contains(mail,'o''n') or startswith(mail,nickname)"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    #[doc(alias = "like")]
    #[doc(alias = "includes")]
    pub fn contains(&self, part: impl Operand<String>) -> Filter
    where
        P: StringProperty,
    {
        Filter::new(Tree::call("contains", with(self, part)))
    }

    /// Holds if this starts with the string.
    #[doc(alias = "startswith")]
    #[doc(alias = "prefix")]
    pub fn starts_with(&self, start: impl Operand<String>) -> Filter
    where
        P: StringProperty,
    {
        Filter::new(Tree::call("startswith", with(self, start)))
    }

    /// Holds if this ends with the string.
    #[doc(alias = "endswith")]
    #[doc(alias = "suffix")]
    pub fn ends_with(&self, end: impl Operand<String>) -> Filter
    where
        P: StringProperty,
    {
        Filter::new(Tree::call("endswith", with(self, end)))
    }

    /// Holds if this matches the regular expression, in the syntax of ECMAScript.
    pub fn matches_pattern(&self, pattern: impl Operand<String>) -> Filter
    where
        P: StringProperty,
    {
        Filter::new(Tree::call("matchesPattern", with(self, pattern)))
    }

    /// Returns the number of characters.
    #[doc(alias = "len")]
    pub fn length(&self) -> Expression<i32>
    where
        P: StringProperty,
    {
        of("length", self)
    }

    /// Returns the zero-based position of the first occurrence of `part`, or -1.
    pub fn index_of(&self, part: impl Operand<String>) -> Expression<i32>
    where
        P: StringProperty,
    {
        Expression::new(Tree::call("indexof", with(self, part)))
    }

    /// Returns the string without its first `start` characters.
    pub fn substring(&self, start: impl Operand<i32>) -> Expression<String>
    where
        P: StringProperty,
    {
        Expression::new(Tree::call("substring", with(self, start)))
    }

    /// Returns at most `length` characters, without the first `start`.
    pub fn substring_of_length(
        &self,
        start: impl Operand<i32>,
        length: impl Operand<i32>,
    ) -> Expression<String>
    where
        P: StringProperty,
    {
        let [text, start] = with(self, start);
        let length = Tree::operand_of(length.operand(), &text);
        Expression::new(Tree::call("substring", [text, start, length]))
    }

    /// Returns the string in lower case.
    #[doc(alias = "to_lowercase")]
    #[doc(alias = "tolower")]
    pub fn to_lower(&self) -> Expression<String>
    where
        P: StringProperty,
    {
        of("tolower", self)
    }

    /// Returns the string in upper case.
    #[doc(alias = "to_uppercase")]
    #[doc(alias = "toupper")]
    pub fn to_upper(&self) -> Expression<String>
    where
        P: StringProperty,
    {
        of("toupper", self)
    }

    /// Returns the string without spaces at its start and end.
    pub fn trim(&self) -> Expression<String>
    where
        P: StringProperty,
    {
        of("trim", self)
    }

    /// Appends another string.
    pub fn concat(&self, end: impl Operand<String>) -> Expression<String>
    where
        P: StringProperty,
    {
        Expression::new(Tree::call("concat", with(self, end)))
    }
}}

for_expressions! { [P] P => {
    /// Adds a value. The result of arithmetic has the type of this operand;
    /// [`cast_to`](Self::cast_to) gives it another.
    pub fn add(&self, other: impl Operand<P>) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        calculated(self, Operator::Add, other)
    }

    /// Subtracts a value.
    pub fn sub(&self, other: impl Operand<P>) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        calculated(self, Operator::Sub, other)
    }

    /// Multiplies by a value.
    pub fn mul(&self, other: impl Operand<P>) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        calculated(self, Operator::Mul, other)
    }

    /// Divides by a value. The quotient of two integers is an integer.
    pub fn div(&self, other: impl Operand<P>) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        calculated(self, Operator::Div, other)
    }

    /// Divides by a value, and keeps the fraction (OData 4.01).
    pub fn div_by(&self, other: impl Operand<P>) -> Expression<f64>
    where
        P: NumberProperty + Comparable,
    {
        calculated(self, Operator::DivBy, other)
    }

    /// Returns the remainder of a division.
    pub fn modulo(&self, other: impl Operand<P>) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        calculated(self, Operator::Mod, other)
    }

    /// Negates the number.
    pub fn negative(&self) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        Expression::new(Tree::Negative(Box::new(self.to_tree())))
    }

    /// Rounds to the nearest integer. A half is rounded away from zero.
    pub fn round(&self) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        of("round", self)
    }

    /// Rounds down to an integer.
    pub fn floor(&self) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        of("floor", self)
    }

    /// Rounds up to an integer.
    pub fn ceiling(&self) -> Expression<P>
    where
        P: NumberProperty + Comparable,
    {
        of("ceiling", self)
    }
}}

for_expressions! { [P] P => {
    /// Returns the year.
    pub fn year(&self) -> Expression<i32>
    where
        P: DateProperty,
    {
        of("year", self)
    }

    /// Returns the month, from 1.
    pub fn month(&self) -> Expression<i32>
    where
        P: DateProperty,
    {
        of("month", self)
    }

    /// Returns the day of the month, from 1.
    pub fn day(&self) -> Expression<i32>
    where
        P: DateProperty,
    {
        of("day", self)
    }
}}

for_expressions! { [P] P => {
    /// Returns the hour, from 0 to 23.
    pub fn hour(&self) -> Expression<i32>
    where
        P: TimeProperty,
    {
        of("hour", self)
    }

    /// Returns the minute.
    pub fn minute(&self) -> Expression<i32>
    where
        P: TimeProperty,
    {
        of("minute", self)
    }

    /// Returns the whole seconds.
    pub fn second(&self) -> Expression<i32>
    where
        P: TimeProperty,
    {
        of("second", self)
    }

    /// Returns the fraction of a second, from 0 to 1.
    pub fn fractional_seconds(&self) -> Expression<f64>
    where
        P: TimeProperty,
    {
        of("fractionalseconds", self)
    }
}}

for_expressions! { [P] P => {
    /// Returns the date, in the offset of the value.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.event", path = "/me/events/{eventId}")]
    /// # pub struct Event { #[graph(edm = DateTimeOffset)] pub created: Option<String> }
    /// let request = Event::list()
    ///     .filter(|event| event.created.date().eq("2026-03-14"))
    ///     .at(&EventCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query().unwrap().replace("%20", " "),
    ///     "$filter=date(created) eq 2026-03-14"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn date(&self) -> Expression<Date>
    where
        P: DateTimeProperty + Comparable,
    {
        of("date", self)
    }

    /// Returns the time of day, in the offset of the value.
    pub fn time(&self) -> Expression<TimeOfDay>
    where
        P: DateTimeProperty + Comparable,
    {
        of("time", self)
    }

    /// Returns the offset from UTC, in minutes.
    pub fn total_offset_minutes(&self) -> Expression<i32>
    where
        P: DateTimeProperty + Comparable,
    {
        of("totaloffsetminutes", self)
    }
}}

for_expressions! { [P] P => {
    /// Adds a duration.
    pub fn add_duration(&self, duration: impl Operand<Duration>) -> Expression<P>
    where
        P: DateProperty + Comparable,
    {
        calculated(self, Operator::Add, duration)
    }

    /// Subtracts a duration.
    pub fn sub_duration(&self, duration: impl Operand<Duration>) -> Expression<P>
    where
        P: DateProperty + Comparable,
    {
        calculated(self, Operator::Sub, duration)
    }

    /// Returns the duration from another date or time to this one.
    pub fn duration_since(&self, earlier: impl Operand<P>) -> Expression<Duration>
    where
        P: DateProperty + Comparable,
    {
        calculated(self, Operator::Sub, earlier)
    }
}}

for_expressions! { [P] P => {
    /// Returns the duration in seconds.
    pub fn total_seconds(&self) -> Expression<f64>
    where
        P: DurationProperty,
    {
        of("totalseconds", self)
    }
}}

for_expressions! { [P] P => {
    /// Converts the value to another primitive type. The result is null if that is not possible
    /// (OData URL Conventions 4.01, section 5.1.1.10.1).
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "contoso.room", path = "/rooms/{roomId}")]
    /// # pub struct Room { pub number: Option<i32> }
    /// let request = Room::list()
    ///     .filter(|room| room.number.cast_to::<String>().starts_with("2"))
    ///     .at(&RoomCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().query(), Some("$filter=startswith(cast(number,Edm.String),'2')"));
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn cast_to<Q: Comparable>(&self) -> Expression<Q> {
        let ty = Tree::Literal(Q::EDM_TYPE.to_string());
        Expression::new(Tree::call("cast", [self.to_tree(), ty]))
    }
}}

/// Returns the current date and time of the service.
pub fn now() -> Expression<DateTimeOffset> {
    Expression::new(Tree::call("now", []))
}

/// Returns the earliest date and time that the service knows.
pub fn min_date_time() -> Expression<DateTimeOffset> {
    Expression::new(Tree::call("mindatetime", []))
}

/// Returns the latest date and time that the service knows.
pub fn max_date_time() -> Expression<DateTimeOffset> {
    Expression::new(Tree::call("maxdatetime", []))
}

/// The value that belongs to the first condition that holds (OData URL Conventions 4.01, section
/// 5.1.1.11). Without [`otherwise`](Case::otherwise), it is null if no condition holds. The type of
/// the values must be named, because a string or a number may be a value of several types.
///
/// ```
/// # use graph_model::{Endpoint, graph_entity};
/// # #[graph_entity(odata = "contoso.room", path = "/rooms/{roomId}")]
/// # pub struct Room { pub seats: Option<i32>, pub name: Option<String> }
/// use graph_model::query::Case;
///
/// let request = Room::list()
///     .order_by(|room| {
///         Case::<i32>::when(room.seats.gt(20), 1).or_when(room.seats.gt(5), 2).otherwise(3)
///     })
///     .at(&RoomCollectionPath)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(
///     request.uri().query().unwrap().replace("%20", " "),
///     "$orderby=case((seats gt 20):1,(seats gt 5):2,true:3)"
/// );
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a case does nothing until it is part of a query"]
pub struct Case<P> {
    pairs: Vec<[Tree; 2]>,
    value: PhantomData<fn() -> P>,
}

impl<P> Case<P> {
    /// Starts with this value if the condition holds.
    pub fn when(condition: impl Condition, value: impl Operand<P>) -> Self {
        let case = Self {
            pairs: Vec::new(),
            value: PhantomData,
        };
        case.or_when(condition, value)
    }

    /// Adds this value if the condition holds and no earlier one does.
    pub fn or_when(mut self, condition: impl Condition, value: impl Operand<P>) -> Self {
        let condition = condition.into_filter().into_tree();
        let value = value_of_case(value);
        self.pairs.push([condition, value]);
        self
    }

    /// Ends with this value if no condition holds.
    pub fn otherwise(mut self, value: impl Operand<P>) -> Expression<P> {
        let always = Tree::Literal("true".to_owned());
        let value = value_of_case(value);
        self.pairs.push([always, value]);
        self.or_null()
    }

    /// Ends with null if no condition holds.
    pub fn or_null(self) -> Expression<P> {
        Expression::new(Tree::Case(self.pairs))
    }
}

fn value_of_case<P>(value: impl Operand<P>) -> Tree {
    value.operand().unwrap_or_else(|reason| {
        Tree::Mistake(QueryError::Value {
            property: "case".to_owned(),
            reason,
        })
    })
}
