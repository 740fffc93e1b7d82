//! The values that properties can be set to, except patches of complex types.

use std::borrow::Cow;

use super::property::Property;
use super::raw_json::RawJson;
use crate::json::write_string;
use crate::patch::into_property::{JsonResult, PropertyValue, write_json};
use crate::value;

fn write<P: Property>(value: &P, json: &mut Vec<u8>) -> JsonResult {
    value::write_json(&value.view(), json)
}

impl<P: Property> PropertyValue<P> for P {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write(self, json)
    }
}

impl<P: Property> PropertyValue<P> for &P {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write(*self, json)
    }
}

impl PropertyValue<String> for &str {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_string(self, json)
    }
}

impl PropertyValue<String> for Cow<'_, str> {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_string(self, json)
    }
}

impl PropertyValue<Box<str>> for &str {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_string(self, json)
    }
}

impl PropertyValue<RawJson> for serde_json::Value {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_json(self, json)
    }
}

impl PropertyValue<Vec<String>> for Vec<&str> {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        write_json(self, json)
    }
}

impl<P, V: PropertyValue<P>, const N: usize> PropertyValue<Vec<P>> for [V; N] {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        PropertyValue::<Vec<P>>::write_value(&self.as_slice(), json)
    }
}

impl<P, V: PropertyValue<P>> PropertyValue<Vec<P>> for &[V] {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        json.push(b'[');
        for (position, item) in self.iter().enumerate() {
            if position > 0 {
                json.push(b',');
            }
            item.write_value(json)?;
        }
        json.push(b']');
        Ok(())
    }
}
