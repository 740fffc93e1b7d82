//! The values of keys: strings, and properties of primitive and enumeration types.
//!
//! OData URL Conventions 4.01, sections 4.3.1 and 4.3.6. In parentheses, a key is a literal. As a
//! segment, it is the value alone, without quotes and without the name of its type.

use std::borrow::Cow;

use super::literal::{Literal, literal};
use super::operand::Comparable;
use crate::description::EdmType;
use crate::path::{Key, KeyValue};

#[diagnostic::do_not_recommend]
impl<P: Comparable> KeyValue for P {
    fn to_key(&self) -> Result<Key, String> {
        // OData CSDL 4.01, section 6.5: a key has no floating-point number.
        if matches!(P::EDM_TYPE, EdmType::Single | EdmType::Double) {
            return Err("a floating-point number is not a key".to_owned());
        }
        let literal = literal::<P>(self)?;
        let json = serde_json::to_value(self).map_err(|error| error.to_string())?;
        Ok(match json {
            serde_json::Value::String(text) => Key::new(text, literal),
            serde_json::Value::Null => return Err("null is not a key".to_owned()),
            _ => Key::new(literal.clone(), literal),
        })
    }
}

macro_rules! string_keys {
    ($($ty:ty)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl KeyValue for $ty {
                fn to_key(&self) -> Result<Key, String> {
                    Ok(Key::new(self.to_string(), self.literal()?))
                }
            }
        )*
    };
}

string_keys!(&str &String Cow<'_, str>);
