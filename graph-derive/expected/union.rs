#[doc = r" Every target."]
#[derive(Clone, Debug, PartialEq)]
pub enum AssignmentTarget {
    Base(DeviceAndAppManagementAssignmentTarget),
    Group(GroupAssignmentTarget),
    Unknown(UnknownObject),
}
#[allow(
    dead_code,
    deprecated,
    unused_qualifications,
    reason = "generated code is not all used, and writes paths in full"
)]
const _: () = {
    use ::graph_model::__private as __graph;
    const _: () = ::core::assert!(
        <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::TYPE.is_or_derives_from(
            <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::TYPE
        ),
        "`DeviceAndAppManagementAssignmentTarget` does not derive from `DeviceAndAppManagementAssignmentTarget`, the declared type of `AssignmentTarget`; write `base = DeviceAndAppManagementAssignmentTarget` on it, or remove the variant"
    );
    const _: () = ::core::assert!(
        !__graph::is_repeated(
            <AssignmentTarget as ::graph_model::model::Union>::VARIANTS,
            0
        ),
        "`DeviceAndAppManagementAssignmentTarget` has the same `odata` name as a variant before it"
    );
    const _: () = ::core::assert!(
        <GroupAssignmentTarget as __graph::NamedType>::TYPE.is_or_derives_from(
            <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::TYPE
        ),
        "`GroupAssignmentTarget` does not derive from `DeviceAndAppManagementAssignmentTarget`, the declared type of `AssignmentTarget`; write `base = DeviceAndAppManagementAssignmentTarget` on it, or remove the variant"
    );
    const _: () = ::core::assert!(
        !__graph::is_repeated(
            <AssignmentTarget as ::graph_model::model::Union>::VARIANTS,
            1
        ),
        "`GroupAssignmentTarget` has the same `odata` name as a variant before it"
    );
    #[automatically_derived]
    impl ::graph_model::model::Union for AssignmentTarget {
        const DECLARED: &'static ::graph_model::model::TypeDescription =
            <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::TYPE;
        const VARIANTS: &'static [&'static ::graph_model::model::TypeDescription] = &[
            <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::TYPE,
            <GroupAssignmentTarget as __graph::NamedType>::TYPE,
        ];
        fn read_variant(
            number: __graph::Option<usize>,
            input: __graph::Input<'_>,
        ) -> __graph::Result<Self, __graph::ReadError> {
            match number {
                __graph::Some(0) => {
                    <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::read_object(
                        input,
                    )
                    .map(Self::Base)
                }
                __graph::Some(1) => {
                    <GroupAssignmentTarget as __graph::NamedType>::read_object(input)
                        .map(Self::Group)
                }
                _ => __graph::union::read_unknown(input).map(|object| {
                    Self::Unknown(<UnknownObject as __graph::HoldsUnknown>::hold(object))
                }),
            }
        }
        fn object(&self) -> __graph::Option<&dyn __graph::Object> {
            match self {
                Self::Base(value) => __graph::Some(
                    <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::as_object(
                        value,
                    ),
                ),
                Self::Group(value) => __graph::Some(
                    <GroupAssignmentTarget as __graph::NamedType>::as_object(value),
                ),
                Self::Unknown { .. } => __graph::None,
            }
        }
        fn object_mut(&mut self) -> __graph::Option<&mut dyn __graph::Draft> {
            match self {
                Self::Base(value) => __graph::Some(
                    <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::as_draft(value),
                ),
                Self::Group(value) => __graph::Some(
                    <GroupAssignmentTarget as __graph::NamedType>::as_draft(value),
                ),
                Self::Unknown { .. } => __graph::None,
            }
        }
    }
    impl AssignmentTarget {
        #[doc = r" Starts a GET of one entity of the declared type or of a type derived from it."]
        pub fn get() -> ::graph_model::query::Query<Self, ::graph_model::query::OneEntity> {
            ::graph_model::query::Query::new()
        }
        #[doc = r" Starts a GET of a collection of entities of the declared type."]
        pub fn list() -> ::graph_model::query::Query<Self, ::graph_model::query::EntityCollection> {
            ::graph_model::query::Query::new()
        }
        #[doc = r" Returns the properties of the declared type, or `None` for the unknown variant."]
        #[must_use]
        pub fn base(&self) -> __graph::Option<&DeviceAndAppManagementAssignmentTarget> {
            __graph::union::base(self)
        }
        #[doc = r" Returns the properties of the declared type as a mutable reference."]
        pub fn base_mut(&mut self) -> __graph::Option<&mut DeviceAndAppManagementAssignmentTarget> {
            __graph::union::base_mut(self)
        }
        #[doc = r" Reads the response to an update of such a value."]
        #[doc = r""]
        #[doc = r" # Errors"]
        #[doc = r""]
        #[doc = r" Returns an error if the status is not a success, or the body is not of this union."]
        pub fn from_response(
            response: __graph::Response<impl __graph::AsRef<[u8]>>,
        ) -> __graph::Result<::graph_model::http::Updated<Self>, ::graph_model::http::ResponseError>
        {
            ::graph_model::http::FromResponse::from_response(response)
        }
    }
    #[automatically_derived]
    impl ::graph_model::edm::Property for AssignmentTarget {
        const EDM_TYPE: ::graph_model::edm::EdmType =
            <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::VALUE_TYPE;
        const READS_TEXT: bool = false;
        fn from_input(input: __graph::Input<'_>) -> __graph::Result<Self, __graph::ReadError> {
            __graph::union::read(input)
        }
        fn object_types() -> __graph::ObjectTypes {
            __graph::union::object_types::<Self>()
        }
        fn view(&self) -> __graph::View<'_> {
            match self {
                Self::Base(value) => __graph::union::view::<Self>(
                    <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::as_object(
                        value,
                    ),
                ),
                Self::Group(value) => __graph::union::view::<Self>(
                    <GroupAssignmentTarget as __graph::NamedType>::as_object(value),
                ),
                Self::Unknown(value) => {
                    __graph::View::Untyped(<UnknownObject as __graph::HoldsUnknown>::held(value))
                }
            }
        }
    }
    #[automatically_derived]
    impl __graph::Serialize for AssignmentTarget {
        fn serialize<__S: __graph::Serializer>(
            &self,
            serializer: __S,
        ) -> __graph::Result<__S::Ok, __S::Error> {
            __graph::write(self, serializer)
        }
    }
    #[automatically_derived]
    impl<'de> __graph::Deserialize<'de> for AssignmentTarget {
        fn deserialize<__D: __graph::Deserializer<'de>>(
            deserializer: __D,
        ) -> __graph::Result<Self, __D::Error> {
            __graph::read(deserializer)
        }
    }
    #[automatically_derived]
    impl ::graph_model::query::Queryable for AssignmentTarget {
        type Properties =
            <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::Properties;
        fn properties(
            scope: __graph::PropertyScope,
        ) -> <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::Properties {
            <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::properties(scope)
        }
    }
    #[automatically_derived]
    impl ::graph_model::model::Modelled for AssignmentTarget {
        type Declared = DeviceAndAppManagementAssignmentTarget;
    }
    #[automatically_derived]
    impl __graph::From<DeviceAndAppManagementAssignmentTarget> for AssignmentTarget {
        fn from(value: DeviceAndAppManagementAssignmentTarget) -> Self {
            Self::Base(value)
        }
    }
    #[automatically_derived]
    impl ::graph_model::__private::PropertyValue<AssignmentTarget>
        for DeviceAndAppManagementAssignmentTarget
    {
        fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
            let object =
                <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::as_object(self);
            __graph::union::write_json::<AssignmentTarget>(object, json)
        }
    }
    #[automatically_derived]
    impl __graph::AcceptsPatchOf<DeviceAndAppManagementAssignmentTarget> for AssignmentTarget {
        const IS_DERIVED: bool = __graph::union::is_derived::<Self>(
            <DeviceAndAppManagementAssignmentTarget as __graph::NamedType>::TYPE,
        );
    }
    #[automatically_derived]
    impl __graph::From<GroupAssignmentTarget> for AssignmentTarget {
        fn from(value: GroupAssignmentTarget) -> Self {
            Self::Group(value)
        }
    }
    #[automatically_derived]
    impl ::graph_model::__private::PropertyValue<AssignmentTarget> for GroupAssignmentTarget {
        fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
            let object = <GroupAssignmentTarget as __graph::NamedType>::as_object(self);
            __graph::union::write_json::<AssignmentTarget>(object, json)
        }
    }
    #[automatically_derived]
    impl __graph::AcceptsPatchOf<GroupAssignmentTarget> for AssignmentTarget {
        const IS_DERIVED: bool =
            __graph::union::is_derived::<Self>(<GroupAssignmentTarget as __graph::NamedType>::TYPE);
    }
    #[automatically_derived]
    impl __graph::From<UnknownObject> for AssignmentTarget {
        fn from(value: UnknownObject) -> Self {
            Self::Unknown(value)
        }
    }
    #[automatically_derived]
    impl ::graph_model::__private::PropertyValue<AssignmentTarget> for UnknownObject {
        fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
            __graph::write_json(self, json)
        }
    }
};
