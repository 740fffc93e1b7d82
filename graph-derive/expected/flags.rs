#[doc = r" Days of the week."]
#[derive(Clone, Debug, PartialEq)]
pub enum Weekdays {
    Monday,
    Tuesday,
    Unknown(String),
}
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    reason = "generated code is not all used, and writes paths in full"
)]
const _: () = {
    use ::graph_model::__private as __graph;
    impl Weekdays {
        #[doc = "The description of `microsoft.graph.weekdays`."]
        pub const TYPE: &'static ::graph_model::edm::EnumerationDescription =
            &::graph_model::edm::EnumerationDescription::new(
                "microsoft.graph.weekdays",
                &[
                    __graph::MemberDescription::new("monday", 1),
                    __graph::MemberDescription::new("tuesday", 2),
                ],
            )
            .of_flags();
        #[doc = r" The name of the member on the wire."]
        #[must_use]
        pub fn as_str(&self) -> &str {
            __graph::enumeration::as_str(self)
        }
    }
    #[automatically_derived]
    impl ::graph_model::edm::Enumeration for Weekdays {
        const TYPE: &'static ::graph_model::edm::EnumerationDescription = Self::TYPE;
        fn member(number: usize) -> __graph::Option<Self> {
            match number {
                0 => __graph::Some(Self::Monday),
                1 => __graph::Some(Self::Tuesday),
                _ => __graph::None,
            }
        }
        fn unknown(text: __graph::String) -> Self {
            Self::Unknown(<String as __graph::From<__graph::String>>::from(text))
        }
        fn known_or_text(&self) -> __graph::KnownOrText<'_> {
            match self {
                Self::Monday => __graph::KnownOrText::Known(0),
                Self::Tuesday => __graph::KnownOrText::Known(1),
                Self::Unknown(text) => __graph::KnownOrText::Text(text),
            }
        }
    }
    #[automatically_derived]
    impl ::graph_model::edm::FlagsEnumeration for Weekdays {}
    #[automatically_derived]
    impl __graph::Serialize for Weekdays {
        fn serialize<__S: __graph::Serializer>(
            &self,
            serializer: __S,
        ) -> __graph::Result<__S::Ok, __S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    #[automatically_derived]
    impl<'de> __graph::Deserialize<'de> for Weekdays {
        fn deserialize<__D: __graph::Deserializer<'de>>(
            deserializer: __D,
        ) -> __graph::Result<Self, __D::Error> {
            __graph::enumeration::read(deserializer)
        }
    }
    #[automatically_derived]
    impl __graph::From<&str> for Weekdays {
        fn from(name: &str) -> Self {
            __graph::enumeration::from_name(name)
        }
    }
    #[automatically_derived]
    impl __graph::Display for Weekdays {
        fn fmt(&self, f: &mut __graph::Formatter<'_>) -> __graph::FmtResult {
            f.write_str(self.as_str())
        }
    }
};
