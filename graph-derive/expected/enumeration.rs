#[doc = r" How far a task is."]
#[derive(Clone, Debug, PartialEq)]
pub enum TaskStatus {
    NotStarted,
    Completed,
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
    impl TaskStatus {
        #[doc = "The description of `microsoft.graph.taskStatus`."]
        pub const TYPE: &'static ::graph_model::edm::EnumerationDescription =
            &::graph_model::edm::EnumerationDescription::new(
                "microsoft.graph.taskStatus",
                &[
                    __graph::MemberDescription::new("notStarted", 0),
                    __graph::MemberDescription::new("done", 7),
                ],
            );
        #[doc = r" The name of the member on the wire."]
        #[must_use]
        pub fn as_str(&self) -> &str {
            __graph::enumeration::as_str(self)
        }
    }
    #[automatically_derived]
    impl ::graph_model::edm::Enumeration for TaskStatus {
        const TYPE: &'static ::graph_model::edm::EnumerationDescription = Self::TYPE;
        fn member(number: usize) -> __graph::Option<Self> {
            match number {
                0 => __graph::Some(Self::NotStarted),
                1 => __graph::Some(Self::Completed),
                _ => __graph::None,
            }
        }
        fn unknown(text: __graph::String) -> Self {
            Self::Unknown(<String as __graph::From<__graph::String>>::from(text))
        }
        fn known_or_text(&self) -> __graph::KnownOrText<'_> {
            match self {
                Self::NotStarted => __graph::KnownOrText::Known(0),
                Self::Completed => __graph::KnownOrText::Known(1),
                Self::Unknown(text) => __graph::KnownOrText::Text(text),
            }
        }
    }
    #[automatically_derived]
    impl __graph::Serialize for TaskStatus {
        fn serialize<__S: __graph::Serializer>(
            &self,
            serializer: __S,
        ) -> __graph::Result<__S::Ok, __S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    #[automatically_derived]
    impl<'de> __graph::Deserialize<'de> for TaskStatus {
        fn deserialize<__D: __graph::Deserializer<'de>>(
            deserializer: __D,
        ) -> __graph::Result<Self, __D::Error> {
            __graph::enumeration::read(deserializer)
        }
    }
    #[automatically_derived]
    impl ::graph_model::edm::Property for TaskStatus {
        const EDM_TYPE: ::graph_model::edm::EdmType =
            ::graph_model::edm::EdmType::Enumeration("microsoft.graph.taskStatus");
        const READS_TEXT: bool = false;
        fn is_same(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
        fn view(&self) -> __graph::View<'_> {
            __graph::View::String(self.as_str())
        }
    }
    #[automatically_derived]
    impl ::graph_model::query::Queryable for TaskStatus {
        type Properties = ::graph_model::query::PropertyPath<Self>;
        fn properties(scope: __graph::PropertyScope) -> ::graph_model::query::PropertyPath<Self> {
            scope.value()
        }
    }
    #[automatically_derived]
    impl __graph::From<&str> for TaskStatus {
        fn from(name: &str) -> Self {
            __graph::enumeration::from_name(name)
        }
    }
    #[automatically_derived]
    impl __graph::Display for TaskStatus {
        fn fmt(&self, f: &mut __graph::Formatter<'_>) -> __graph::FmtResult {
            f.write_str(self.as_str())
        }
    }
};
