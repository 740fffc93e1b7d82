#[derive(:: graph_model :: __private :: GraphType)]
# [graph (complex (odata = "microsoft.graph.physicalAddress" , tag = bare))]
#[doc = r" Where somebody lives."]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhysicalAddress {
    #[doc = r" The city."]
    pub city: Option<String>,
    #[doc = r" Since when."]
    # [graph (name = "since" , with = crate :: date)]
    pub since_date: Option<Date>,
    #[doc = r" What else is known."]
    #[graph(additional)]
    pub more: BTreeMap<String, RawJson>,
}
#[doc = "What is to change of a [`PhysicalAddress`], and nothing else. Made by [`PhysicalAddress::patch`]."]
#[derive(:: core :: clone :: Clone, :: core :: fmt :: Debug, :: core :: cmp :: PartialEq)]
#[must_use = "a patch does nothing until it is sent"]
pub struct PhysicalAddressPatch(::graph_model::patch::PatchDocument);
#[doc = "The properties of a [`PhysicalAddress`], as queries name them."]
#[allow(dead_code, reason = "generated code is not all used")]
pub struct PhysicalAddressProperties {
    #[doc = "`city`."]
    #[doc = ""]
    #[doc = r" The city."]
    pub city: ::graph_model::query::PropertyPath<String>,
    #[doc = "`since`."]
    #[doc = ""]
    #[doc = r" Since when."]
    pub since_date:
        ::graph_model::query::PropertyPath<::graph_model::__private::WrittenByModule<Date>>,
}
#[allow(
    dead_code,
    unused_qualifications,
    reason = "generated code is not all used, and writes paths in full"
)]
const _: () = {
    use ::graph_model::__private as __graph;
    impl PhysicalAddress {
        #[doc = "The description of `microsoft.graph.physicalAddress`."]
        pub const TYPE: &'static ::graph_model::model::TypeDescription =
            &::graph_model::model::TypeDescription::complex("microsoft.graph.physicalAddress")
                .tagged("microsoft.graph.physicalAddress")
                .with_properties(&[
                    __graph::PropertyDescription::new(
                        "city",
                        <Option<String> as __graph::Property>::SHAPE,
                    ),
                    __graph::PropertyDescription::untyped("since", true),
                ])
                .open();
    }
    #[automatically_derived]
    impl ::graph_model::model::ComplexType for PhysicalAddress {}
    enum __Module1 {}
    #[automatically_derived]
    impl __graph::SerdeModule<Option<Date>> for __Module1 {
        fn deserialize<'de, __D: __graph::Deserializer<'de>>(
            deserializer: __D,
        ) -> __graph::Result<Option<Date>, __D::Error> {
            crate::date::deserialize(deserializer)
        }
        fn serialize<__S: __graph::Serializer>(
            value: &Option<Date>,
            serializer: __S,
        ) -> __graph::Result<__S::Ok, __S::Error> {
            crate::date::serialize(value, serializer)
        }
    }
    #[doc(hidden)]
    pub struct __Slots {
        __base: <__graph::NoBase as __graph::StructuredType>::Slots,
        city: __graph::Option<Option<String>>,
        since_date: __graph::Option<Option<Date>>,
        more: BTreeMap<String, RawJson>,
    }
    #[doc = r" The number of the first member that the base type does not have."]
    const __FIRST: usize = <__graph::NoBase as __graph::StructuredType>::COUNT;
    #[automatically_derived]
    impl __graph::StructuredType for PhysicalAddress {
        type Itself = Self;
        type Base = <__graph::NoBase as __graph::StructuredType>::Itself;
        type Slots = __Slots;
        type Patch = PhysicalAddressPatch;
        type Properties = PhysicalAddressProperties;
        const TYPE: &'static __graph::TypeDescription = Self::TYPE;
        const VALUE_TYPE: ::graph_model::edm::EdmType =
            ::graph_model::edm::EdmType::Complex("microsoft.graph.physicalAddress");
        const COUNT: usize = __FIRST + 2;
        const KEEPS_ADDITIONAL: bool = true;
        fn changes_since(&self, before: &Self) -> PhysicalAddressPatch {
            PhysicalAddress::changes_since(self, before)
        }
        fn base(&self) -> &__graph::NoBase {
            &__graph::NoBase
        }
        fn base_mut(&mut self) -> __graph::Option<&mut __graph::NoBase> {
            __graph::None
        }
        fn base_slots(
            slots: &mut __Slots,
        ) -> &mut <__graph::NoBase as __graph::StructuredType>::Slots {
            &mut slots.__base
        }
        fn slots() -> __Slots {
            __Slots {
                __base: <__graph::NoBase as __graph::StructuredType>::slots(),
                city: __graph::None,
                since_date: __graph::None,
                more: <BTreeMap<String, RawJson> as __graph::DynamicProperties>::none(),
            }
        }
        fn properties(scope: __graph::PropertyScope) -> PhysicalAddressProperties {
            PhysicalAddressProperties {
                city: __graph::query::property(scope, "city"),
                since_date: __graph::query::property(scope, "since"),
            }
        }
        fn index(name: &str) -> __graph::Option<usize> {
            match name {
                "city" => __graph::Some(__FIRST + 0),
                "since" => __graph::Some(__FIRST + 1),
                _ => <__graph::NoBase as __graph::StructuredType>::index(name),
            }
        }
        fn read_declared<'de, __V: __graph::MemberValue<'de>>(
            number: usize,
            slots: &mut __Slots,
            value: __V,
        ) -> __graph::Result<(), __V::Error> {
            match number.wrapping_sub(__FIRST) {
                0 => <Option<String> as __graph::Property>::read_member(
                    &mut slots.city,
                    "city",
                    Self::TYPE,
                    value,
                ),
                1 => __graph::object::read_member_with::<__Module1, Option<Date>, _>(
                    &mut slots.since_date,
                    "since",
                    Self::TYPE,
                    value,
                ),
                _ => <__graph::NoBase as __graph::StructuredType>::read_declared(
                    number,
                    &mut slots.__base,
                    value,
                ),
            }
        }
        fn read_additional<'de, __V: __graph::MemberValue<'de>>(
            name: __graph::String,
            slots: &mut __Slots,
            value: __V,
        ) -> __graph::Result<(), __V::Error> {
            <BTreeMap<String, RawJson> as __graph::DynamicProperties>::read_member(
                &mut slots.more,
                name,
                Self::TYPE,
                value,
            )
        }
        fn finish<__E: __graph::Error>(slots: &mut __Slots) -> __graph::Result<Self, __E> {
            __graph::Ok(Self {
                city: __graph::object::taken(&mut slots.city),
                since_date: __graph::object::taken(&mut slots.since_date),
                more: __graph::replace(
                    &mut slots.more,
                    <BTreeMap<String, RawJson> as __graph::DynamicProperties>::none(),
                ),
            })
        }
        fn write_members<__M: __graph::SerializeMap>(
            &self,
            object: &mut __graph::ObjectWriter<'_, __M>,
        ) {
            <__graph::NoBase as __graph::StructuredType>::write_members(&__graph::NoBase, object);
            <Option<String> as __graph::Property>::write_member(&self.city, object, "city");
            if self.since_date.is_some() {
                object.member(
                    "since",
                    &__graph::Through::<__Module1, Option<Date>>::new(&self.since_date),
                );
            }
            <BTreeMap<String, RawJson> as __graph::DynamicProperties>::write_members(
                &self.more, object,
            );
        }
        fn write_changes(&self, before: &Self, patch: &mut __graph::PatchDocument) {
            <__graph::NoBase as __graph::StructuredType>::write_changes(
                __graph::StructuredType::base(self),
                __graph::StructuredType::base(before),
                patch,
            );
            <Option<String> as __graph::Property>::write_change(
                &self.city,
                &before.city,
                patch.member(__FIRST + 0, "city"),
            );
            let value = __graph::Through::<__Module1, Option<Date>>::new(&self.since_date);
            if !__graph::is_same_json(
                &value,
                &__graph::Through::<__Module1, Option<Date>>::new(&before.since_date),
            ) {
                if self.since_date.is_none() {
                    patch.clear(__FIRST + 1, "since");
                } else {
                    patch.set_serialized(__FIRST + 1, "since", &value);
                }
            }
            <BTreeMap<String, RawJson> as __graph::DynamicProperties>::write_changes(
                &self.more,
                &before.more,
                patch,
            );
        }
    }
    #[automatically_derived]
    impl __graph::Serialize for PhysicalAddress {
        fn serialize<__S: __graph::Serializer>(
            &self,
            serializer: __S,
        ) -> __graph::Result<__S::Ok, __S::Error> {
            __graph::object::write(self, serializer)
        }
    }
    #[automatically_derived]
    impl<'de> __graph::Deserialize<'de> for PhysicalAddress {
        fn deserialize<__D: __graph::Deserializer<'de>>(
            deserializer: __D,
        ) -> __graph::Result<Self, __D::Error> {
            __graph::object::read(deserializer)
        }
    }
    #[automatically_derived]
    impl ::graph_model::edm::Property for PhysicalAddress {
        const EDM_TYPE: ::graph_model::edm::EdmType = <Self as __graph::StructuredType>::VALUE_TYPE;
        fn write_change(&self, before: &Self, member: ::graph_model::patch::PatchMember<'_>) {
            __graph::StructuredType::write_merge(self, before, member);
        }
    }
    impl PhysicalAddressPatch {
        #[doc = "Sets `city`."]
        #[doc = ""]
        #[doc = r" The city."]
        pub fn city(self, value: impl ::graph_model::patch::IntoProperty<String>) -> Self {
            Self(self.0.with::<String, _>(__FIRST + 0, "city", value))
        }
        #[doc = "Sets `city` to null."]
        pub fn clear_city(self) -> Self {
            Self(self.0.cleared(__FIRST + 0, "city"))
        }
        #[doc = "Sets `since`."]
        #[doc = ""]
        #[doc = r" Since when."]
        pub fn since_date(mut self, value: Date) -> Self {
            self.0.set_serialized(
                __FIRST + 1,
                "since",
                &__graph::Through::<__Module1, Option<Date>>::new(&__graph::Some(value)),
            );
            self
        }
        #[doc = "Sets `since` to null."]
        pub fn clear_since_date(self) -> Self {
            Self(self.0.cleared(__FIRST + 1, "since"))
        }
        #[doc = r" Sets a member that the type does not declare."]
        pub fn more(
            mut self,
            name: &str,
            value: impl ::graph_model::model::IntoDynamicProperty<BTreeMap<String, RawJson>>,
        ) -> Self {
            ::graph_model::model::IntoDynamicProperty::<BTreeMap<String, RawJson>>::set(
                &value,
                &mut self.0,
                name,
            );
            self
        }
        #[doc = r" Sets a member that the type does not declare to null."]
        pub fn clear_more(mut self, name: &str) -> Self {
            self.0.clear_dynamic(name);
            self
        }
        #[doc = r" Whether nothing is set."]
        #[must_use]
        pub fn is_empty(&self) -> bool {
            self.0.is_empty()
        }
    }
    #[automatically_derived]
    impl ::graph_model::patch::Patch for PhysicalAddressPatch {
        type Of = PhysicalAddress;
        fn document(&self) -> &::graph_model::patch::PatchDocument {
            &self.0
        }
        fn into_document(self) -> ::graph_model::patch::PatchDocument {
            self.0
        }
    }
    #[automatically_derived]
    impl __graph::Serialize for PhysicalAddressPatch {
        fn serialize<__S: __graph::Serializer>(
            &self,
            serializer: __S,
        ) -> __graph::Result<__S::Ok, __S::Error> {
            __graph::Serialize::serialize(&self.0, serializer)
        }
    }
    #[automatically_derived]
    impl __graph::AcceptsPatchOf<PhysicalAddress> for PhysicalAddress {}
    #[automatically_derived]
    impl<__P: __graph::AcceptsPatchOf<PhysicalAddress>> ::graph_model::patch::IntoProperty<__P>
        for PhysicalAddressPatch
    {
        fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
            self.0.write_json(json)
        }
    }
    impl PhysicalAddress {
        #[doc = "Starts a PATCH of a `microsoft.graph.physicalAddress`, with nothing set."]
        pub fn patch() -> PhysicalAddressPatch {
            PhysicalAddressPatch(::graph_model::patch::PatchDocument::new(Self::TYPE))
        }
        #[doc = r" The smallest patch that turns `before` into this value."]
        pub fn changes_since(&self, before: &Self) -> PhysicalAddressPatch {
            PhysicalAddressPatch(__graph::changes(self, before))
        }
    }
};
