//! The types of other crates in queries: their kinds, and the typed strings that hold the same
//! values.

use super::literal::literal;
use super::operand::{Operand, SameKind};
use super::tree::Tree;

/// Types of other crates, with their kinds and the typed string that holds the same values.
/// Functions of dates return typed strings.
#[cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "time",
    feature = "uuid"
))]
macro_rules! adapters {
    ($($ty:ty => $string:ident: $($kind:ident)*;)*) => {
        $(
            $(
                #[diagnostic::do_not_recommend]
                impl super::kinds::$kind for $ty {}
            )*

            #[diagnostic::do_not_recommend]
            impl SameKind<crate::edm::strings::$string> for $ty {}

            #[diagnostic::do_not_recommend]
            impl SameKind<$ty> for crate::edm::strings::$string {}

            #[diagnostic::do_not_recommend]
            impl Operand<crate::edm::strings::$string> for $ty {
                fn operand(self) -> Result<Tree, String> {
                    literal::<$ty>(&self).map(Tree::Literal)
                }
            }

            #[diagnostic::do_not_recommend]
            impl Operand<crate::edm::strings::$string> for &$ty {
                fn operand(self) -> Result<Tree, String> {
                    literal::<$ty>(self).map(Tree::Literal)
                }
            }
        )*
    };
}

#[cfg(feature = "chrono")]
adapters! {
    chrono::DateTime<chrono::FixedOffset> => DateTimeOffset: DateProperty TimeProperty DateTimeProperty;
    chrono::DateTime<chrono::Utc> => DateTimeOffset: DateProperty TimeProperty DateTimeProperty;
    chrono::NaiveDate => Date: DateProperty;
    chrono::NaiveTime => TimeOfDay: TimeProperty;
}

#[cfg(feature = "jiff")]
adapters! {
    jiff::Timestamp => DateTimeOffset: DateProperty TimeProperty DateTimeProperty;
    jiff::civil::DateTime => DateTimeOffset: DateProperty TimeProperty DateTimeProperty;
    jiff::civil::Date => Date: DateProperty;
    jiff::civil::Time => TimeOfDay: TimeProperty;
    jiff::SignedDuration => Duration: DurationProperty;
}

#[cfg(feature = "time")]
adapters! {
    time::OffsetDateTime => DateTimeOffset: DateProperty TimeProperty DateTimeProperty;
    time::Date => Date: DateProperty;
    time::Time => TimeOfDay: TimeProperty;
    time::Duration => Duration: DurationProperty;
}

#[cfg(feature = "uuid")]
adapters! {
    uuid::Uuid => Guid:;
}

/// A decimal number can be compared with numbers of all types.
#[cfg(feature = "rust_decimal")]
macro_rules! decimal {
    ($($number:ty)*) => {
        #[diagnostic::do_not_recommend]
        impl super::kinds::NumberProperty for rust_decimal::Decimal {}

        #[diagnostic::do_not_recommend]
        impl Operand<rust_decimal::Decimal> for i32 {
            fn operand(self) -> Result<Tree, String> {
                literal::<Self>(&self).map(Tree::Literal)
            }
        }

        $(
            #[diagnostic::do_not_recommend]
            impl SameKind<rust_decimal::Decimal> for $number {}

            #[diagnostic::do_not_recommend]
            impl SameKind<$number> for rust_decimal::Decimal {}
        )*
    };
}

#[cfg(feature = "rust_decimal")]
decimal!(u8 i8 i16 i32 i64 f32 f64);
