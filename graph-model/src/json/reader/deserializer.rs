//! Hands the tokens of a JSON text to serde's visitors, each in the form in which `serde_json` does.

use serde::de::value::{BorrowedStrDeserializer, SeqAccessDeserializer};
use serde::de::{
    DeserializeSeed, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::{Deserializer, forward_to_deserialize_any};

use super::cursor::{Cursor, Token};
use super::{REST_OF_TEXT, Refused, with_hint, without_hint};
use crate::json::text::raw_value_request;

/// Reads the value at the cursor.
pub(super) struct Reader<'c, 'de>(pub &'c mut Cursor<'de>);

impl<'de> Reader<'_, 'de> {
    fn string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0.string()? {
            Token::Plain(string) => visitor.visit_borrowed_str(string),
            Token::Escaped(token) => of_serde_json(token, |json| json.deserialize_str(visitor)),
        }
    }

    fn number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0.integer() {
            Some(integer) => match u64::try_from(integer) {
                Ok(integer) => visitor.visit_u64(integer),
                Err(_) => visitor.visit_i64(integer),
            },
            None => of_serde_json(self.0.number(), |json| json.deserialize_any(visitor)),
        }
    }

    fn array<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.0.enter(b'[')?;
        let value = visitor.visit_seq(Items {
            cursor: self.0,
            is_first: true,
        })?;
        self.0.leave(b']')?;
        Ok(value)
    }

    fn object<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.0.enter(b'{')?;
        let value = visitor.visit_map(Members {
            cursor: self.0,
            is_first: true,
        })?;
        self.0.leave(b'}')?;
        Ok(value)
    }

    /// Lets `serde_json` read the value.
    fn by_serde_json<T>(
        self,
        read: impl FnOnce(
            &mut serde_json::Deserializer<serde_json::de::StrRead<'de>>,
        ) -> serde_json::Result<T>,
    ) -> Result<T, Refused> {
        of_serde_json(self.0.value()?, read)
    }
}

fn of_serde_json<'de, T>(
    text: &'de str,
    read: impl FnOnce(
        &mut serde_json::Deserializer<serde_json::de::StrRead<'de>>,
    ) -> serde_json::Result<T>,
) -> Result<T, Refused> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = read(&mut json).map_err(Refused::custom)?;
    json.end().map_err(Refused::custom)?;
    Ok(value)
}

/// Reads the value with one of the methods of the reader if it begins with one of these bytes.
macro_rules! only {
    ($($deserialize:ident: $first:pat => $read:ident;)*) => {
        $(
            fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
                match self.0.peek() {
                    Some($first) => self.$read(visitor),
                    _ => Err(Refused),
                }
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0.peek().ok_or(Refused)? {
            b'"' => self.string(visitor),
            b'{' => self.object(visitor),
            b'[' => self.array(visitor),
            b'-' | b'0'..=b'9' => self.number(visitor),
            b't' => self.0.word("true").and_then(|()| visitor.visit_bool(true)),
            b'f' => self
                .0
                .word("false")
                .and_then(|()| visitor.visit_bool(false)),
            b'n' => self.0.word("null").and_then(|()| visitor.visit_unit()),
            _ => Err(Refused),
        }
    }

    only! {
        deserialize_bool: b't' | b'f' => deserialize_any;
        deserialize_i8: b'-' | b'0'..=b'9' => number;
        deserialize_i16: b'-' | b'0'..=b'9' => number;
        deserialize_i32: b'-' | b'0'..=b'9' => number;
        deserialize_i64: b'-' | b'0'..=b'9' => number;
        deserialize_u8: b'-' | b'0'..=b'9' => number;
        deserialize_u16: b'-' | b'0'..=b'9' => number;
        deserialize_u32: b'-' | b'0'..=b'9' => number;
        deserialize_u64: b'-' | b'0'..=b'9' => number;
        deserialize_f32: b'-' | b'0'..=b'9' => number;
        deserialize_f64: b'-' | b'0'..=b'9' => number;
        deserialize_char: b'"' => string;
        deserialize_str: b'"' => string;
        deserialize_string: b'"' => string;
        deserialize_identifier: b'"' => string;
        deserialize_unit: b'n' => deserialize_any;
        deserialize_seq: b'[' => array;
        deserialize_map: b'{' => object;
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.by_serde_json(|json| json.deserialize_i128(visitor))
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.by_serde_json(|json| json.deserialize_u128(visitor))
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.by_serde_json(|json| json.deserialize_bytes(visitor))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.by_serde_json(|json| json.deserialize_byte_buf(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0.peek() {
            Some(b'n') => self.0.word("null").and_then(|()| visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        if name == REST_OF_TEXT {
            visitor.visit_enum(Rest(self.0))
        } else if name == raw_value_request() {
            visitor.visit_map(RawText(Some(self.0.value()?)))
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match self.0.peek() {
            Some(b'[') => self.array(visitor),
            Some(b'{') => self.object(visitor),
            _ => Err(Refused),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.by_serde_json(|json| json.deserialize_enum(name, variants, visitor))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.0.value()?;
        visitor.visit_unit()
    }
}

/// The items of an array.
struct Items<'c, 'de> {
    cursor: &'c mut Cursor<'de>,
    is_first: bool,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Refused> {
        if !self.cursor.next(self.is_first, b']')? {
            return Ok(None);
        }
        self.is_first = false;
        seed.deserialize(Reader(self.cursor)).map(Some)
    }
}

/// The members of an object.
struct Members<'c, 'de> {
    cursor: &'c mut Cursor<'de>,
    is_first: bool,
}

impl<'de> MapAccess<'de> for Members<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refused> {
        if !self.cursor.next(self.is_first, b'}')? {
            return Ok(None);
        }
        self.is_first = false;
        seed.deserialize(NameReader(self.cursor)).map(Some)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        self.cursor.expect(b':')?;
        seed.deserialize(Reader(self.cursor))
    }
}

/// Reads the name at the cursor.
struct NameReader<'c, 'de>(&'c mut Cursor<'de>);

impl<'de> Deserializer<'de> for NameReader<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        Reader(self.0).string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        if name == raw_value_request() {
            match self.0.peek() {
                Some(b'"') => visitor.visit_map(RawText(Some(self.0.value()?))),
                _ => Err(Refused),
            }
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    // `serde_json` parses the name as a number, a Boolean value or a variant. Such names are rare.
    fn deserialize_bool<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The text of a value, in the form in which `serde_json` hands it on: a map with one member.
struct RawText<'de>(Option<&'de str>);

impl<'de> MapAccess<'de> for RawText<'de> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refused> {
        match self.0 {
            Some(_) => seed
                .deserialize(BorrowedStrDeserializer::new(raw_value_request()))
                .map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        let text = self.0.take().ok_or(Refused)?;
        seed.deserialize(BorrowedStrDeserializer::new(text))
    }
}

/// The text at the cursor, for a visitor that reads it itself; see [`REST_OF_TEXT`].
struct Rest<'c, 'de>(&'c mut Cursor<'de>);

impl<'de> EnumAccess<'de> for Rest<'_, 'de> {
    type Error = Refused;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Refused> {
        let text_and_depth = TextAndDepth {
            text: Some(self.0.rest()?),
            depth_and_hint: with_hint(self.0.depth(), self.0.hint),
        };
        let value = seed.deserialize(SeqAccessDeserializer::new(text_and_depth))?;
        Ok((value, self))
    }
}

impl<'de> VariantAccess<'de> for Rest<'_, 'de> {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        Err(Refused)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Refused> {
        Err(Refused)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let (length, hint) = without_hint(length);
        self.0.skip_read(length);
        self.0.hint = hint;
        visitor.visit_unit()
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Refused> {
        Err(Refused)
    }
}

struct TextAndDepth<'de> {
    text: Option<&'de str>,
    depth_and_hint: usize,
}

impl<'de> SeqAccess<'de> for TextAndDepth<'de> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Refused> {
        match self.text.take() {
            Some(text) => seed.deserialize(BorrowedStrDeserializer::new(text)),
            None => seed.deserialize(self.depth_and_hint.into_deserializer()),
        }
        .map(Some)
    }
}
