//! Formats other than JSON: values are read from any deserializer and written to any serializer.

use graph_model::{Patch, Presence, RawJson, UnknownObject, graph_complex, graph_union};
use graph_model_tests::intune::Group;
use serde::de::value::{BytesDeserializer, Error, MapDeserializer, StrDeserializer};
use serde::de::{IntoDeserializer, Visitor};
use serde::ser::{Impossible, SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer, forward_to_deserialize_any};

#[graph_complex(odata = "microsoft.graph.emailAddress", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmailAddress {
    pub name: Presence<String>,
    pub address: Presence<String>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyAddress {
    Email(EmailAddress),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// A value of a format that marks the values that are optional and those with a type of their own.
enum Marked {
    Nothing,
    Something(&'static str),
    OfItsOwnType(&'static str),
}

impl<'de> Deserializer<'de> for Marked {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Nothing => visitor.visit_none(),
            Self::Something(text) => visitor.visit_some(text.into_deserializer()),
            Self::OfItsOwnType(text) => visitor.visit_newtype_struct(text.into_deserializer()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        option unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Marked {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[test]
fn a_format_may_mark_its_optional_values_and_its_types() {
    let read = |name, address| {
        let members = [("name", name), ("address", address)];
        EmailAddress::deserialize(MapDeserializer::new(members.into_iter())).unwrap()
    };
    assert_eq!(
        read(Marked::Nothing, Marked::Something("ada@contoso.com")),
        EmailAddress {
            name: Presence::Null,
            address: Presence::Value("ada@contoso.com".into()),
        }
    );
    assert_eq!(
        read(Marked::OfItsOwnType("Ada"), Marked::Nothing),
        EmailAddress {
            name: Presence::Value("Ada".into()),
            address: Presence::Null,
        }
    );
}

#[test]
fn a_value_that_json_does_not_have_is_refused_with_what_was_expected() {
    let message = |result: Result<(), Error>| result.unwrap_err().to_string();
    let text = StrDeserializer::<Error>::new("a");
    assert_eq!(
        message(RawJson::deserialize(text).map(drop)),
        "invalid type: string \"a\", expected any JSON value"
    );
    // A map is not the text of a value, even if its first member holds such a text.
    let texts = || MapDeserializer::<_, Error>::new([("a", "1")].into_iter());
    assert_eq!(
        message(RawJson::deserialize(texts()).map(drop)),
        "expected the text of a JSON value"
    );
    let bytes = BytesDeserializer::<Error>::new(b"a");
    assert_eq!(
        message(EmailAddress::deserialize(bytes).map(drop)),
        "invalid type: byte array, expected a JSON value"
    );
    let numbered = || MapDeserializer::<_, Error>::new([(1, "a")].into_iter());
    let no_name = "invalid type: integer `1`, expected the name of a member";
    assert_eq!(
        message(EmailAddress::deserialize(numbered()).map(drop)),
        no_name
    );
    assert_eq!(
        message(AnyAddress::deserialize(numbered()).map(drop)),
        no_name
    );
}

/// A serializer that names the type of each value. Like any format but JSON, it does not know the
/// struct in which `serde_json` hides raw text.
struct Named;

/// The parts of a map or a sequence.
#[derive(Default)]
struct Parts(Vec<String>);

impl SerializeSeq for Parts {
    type Ok = String;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        self.0.push(item.serialize(Named)?);
        Ok(())
    }

    fn end(self) -> Result<String, Error> {
        Ok(format!("[{}]", self.0.join(", ")))
    }
}

impl SerializeMap for Parts {
    type Ok = String;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Error> {
        self.0.push(name.serialize(Named)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.push(value.serialize(Named)?);
        Ok(())
    }

    fn end(self) -> Result<String, Error> {
        Ok(format!("{{{}}}", self.0.join(", ")))
    }
}

fn unknown<T>() -> Result<T, Error> {
    Err(serde::ser::Error::custom("the format does not have this"))
}

macro_rules! scalars {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<String, Error> {
            Ok(format!("{} {value:?}", stringify!($type)))
        })*
    };
}

impl Serializer for Named {
    type Ok = String;
    type Error = Error;
    type SerializeSeq = Parts;
    type SerializeMap = Parts;
    type SerializeTuple = Impossible<String, Error>;
    type SerializeTupleStruct = Impossible<String, Error>;
    type SerializeTupleVariant = Impossible<String, Error>;
    type SerializeStruct = Impossible<String, Error>;
    type SerializeStructVariant = Impossible<String, Error>;

    scalars! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_f32: f32, serialize_f64: f64, serialize_char: char,
        serialize_str: &str, serialize_bytes: &[u8]
    }

    fn serialize_none(self) -> Result<String, Error> {
        Ok("none".to_owned())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<String, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<String, Error> {
        Ok("unit".to_owned())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<String, Error> {
        unknown()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<String, Error> {
        unknown()
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<String, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<String, Error> {
        unknown()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts, Error> {
        Ok(Parts::default())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts, Error> {
        Ok(Parts::default())
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        unknown()
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Error> {
        unknown()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        unknown()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        unknown()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        unknown()
    }
}

fn written(json: &str) -> Result<String, Error> {
    let value: RawJson = json.parse().unwrap();
    let patch = Group::patch().additional("a", value);
    assert_eq!(patch.document().get("a"), Some(json));
    patch.serialize(Named)
}

#[test]
fn each_value_of_a_patch_keeps_its_type_in_another_format() {
    for (json, named) in [
        (r#""on\n""#, r#"&str "on\n""#),
        ("true", "bool true"),
        ("false", "bool false"),
        ("null", "none"),
        ("9007199254740993", "i64 9007199254740993"),
        ("-7", "i64 -7"),
        ("0.5", "f64 0.5"),
        (r#"[1,"b",[]]"#, r#"[i64 1, &str "b", []]"#),
        (
            r#"{"b":null,"c":{"d":true}}"#,
            r#"{&str "b", none, &str "c", {&str "d", bool true}}"#,
        ),
    ] {
        assert_eq!(
            written(json).unwrap(),
            format!(
                r##"{{&str "@odata.type", &str "#microsoft.graph.group", &str "a", {named}}}"##
            ),
            "{json}"
        );
    }
}

#[test]
fn a_number_that_would_lose_digits_is_not_written_to_another_format() {
    for json in ["1.10", "123456789012345678901234567890", "1E2"] {
        assert_eq!(
            written(json).unwrap_err().to_string(),
            "the format does not have this"
        );
    }
}
