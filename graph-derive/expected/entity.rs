#[derive(:: graph_model :: __private :: GraphType)]
# [graph (entity (odata = "microsoft.graph.windows10CompliancePolicy" , base = DeviceCompliancePolicy , path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}" , permissions (delegated = ["DeviceManagementConfiguration.ReadWrite.All"]) ,))]
#[doc = r" A compliance policy for Windows 10."]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Windows10CompliancePolicy {
    #[doc = "The properties inherited from the base type."]
    pub base: DeviceCompliancePolicy,
    #[doc = r" Whether a password is required."]
    #[graph(default)]
    pub password_required: bool,
    #[doc = r" The lowest version allowed."]
    pub os_minimum_version: Option<String>,
    #[doc = r" Counts the changes."]
    #[graph(read_only)]
    pub version: Option<i32>,
    #[doc = r" Where the policy applies."]
    #[graph(navigation)]
    pub assignments: Vec<DeviceCompliancePolicyAssignment>,
}
#[doc = "The path of a [`Windows10CompliancePolicy`]: `/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}`."]
#[derive(
    :: core :: clone :: Clone,
    :: core :: marker :: Copy,
    :: core :: fmt :: Debug,
    :: core :: cmp :: PartialEq,
)]
pub struct Windows10CompliancePolicyPath<'a> {
    #[doc = "The value of `{deviceCompliancePolicyId}`."]
    pub device_compliance_policy_id: &'a str,
}
#[doc = "The path of the collection of [`Windows10CompliancePolicy`]: `/deviceManagement/deviceCompliancePolicies`."]
#[derive(
    :: core :: clone :: Clone,
    :: core :: marker :: Copy,
    :: core :: fmt :: Debug,
    :: core :: cmp :: PartialEq,
)]
pub struct Windows10CompliancePolicyCollectionPath;
#[doc = "What is to change of a [`Windows10CompliancePolicy`], and nothing else. Made by [`Windows10CompliancePolicy::patch`]."]
#[derive(:: core :: clone :: Clone, :: core :: fmt :: Debug, :: core :: cmp :: PartialEq)]
#[must_use = "a patch does nothing until it is sent"]
pub struct Windows10CompliancePolicyPatch(::graph_model::patch::PatchDocument);
#[doc = "The properties of a [`Windows10CompliancePolicy`], as queries name them."]
#[allow(dead_code, reason = "generated code is not all used")]
pub struct Windows10CompliancePolicyProperties {
    #[doc = r" The properties of the base type."]
    pub base: <DeviceCompliancePolicy as ::graph_model::__private::StructuredType>::Properties,
    #[doc = "`passwordRequired`."]
    #[doc = ""]
    #[doc = r" Whether a password is required."]
    pub password_required: ::graph_model::query::PropertyPath<bool>,
    #[doc = "`osMinimumVersion`."]
    #[doc = ""]
    #[doc = r" The lowest version allowed."]
    pub os_minimum_version: ::graph_model::query::PropertyPath<String>,
    #[doc = "`version`."]
    #[doc = ""]
    #[doc = r" Counts the changes."]
    pub version: ::graph_model::query::PropertyPath<i32>,
    #[doc = "`assignments`."]
    #[doc = ""]
    #[doc = r" Where the policy applies."]
    pub assignments:
        ::graph_model::query::NavigationPropertyPath<Vec<DeviceCompliancePolicyAssignment>>,
}
#[allow(
    dead_code,
    unused_qualifications,
    reason = "generated code is not all used, and writes paths in full"
)]
const _: () = {
    use ::graph_model::__private as __graph;
    const _: () = {
        ::core::assert!(
            <DeviceCompliancePolicy as __graph::StructuredType>::TYPE.is_entity(),
            "`Windows10CompliancePolicy` is an entity type, and its base `DeviceCompliancePolicy` is not"
        );
        ::core::assert!(
            !<DeviceCompliancePolicy as __graph::StructuredType>::TYPE
                .is_or_derives_from(Windows10CompliancePolicy::TYPE),
            "`Windows10CompliancePolicy` has the same `odata` name as one of its base types"
        );
        ::core::assert!(
            !<DeviceCompliancePolicy as __graph::StructuredType>::TYPE
                .has_property("passwordRequired"),
            "`password_required` is declared by `DeviceCompliancePolicy` or one of its base types, remove it here"
        );
        ::core::assert!(
            !<DeviceCompliancePolicy as __graph::StructuredType>::TYPE
                .has_property("osMinimumVersion"),
            "`os_minimum_version` is declared by `DeviceCompliancePolicy` or one of its base types, remove it here"
        );
        ::core::assert!(
            !<DeviceCompliancePolicy as __graph::StructuredType>::TYPE.has_property("version"),
            "`version` is declared by `DeviceCompliancePolicy` or one of its base types, remove it here"
        );
        ::core::assert!(
            !<DeviceCompliancePolicy as __graph::StructuredType>::TYPE.has_property("assignments"),
            "`assignments` is declared by `DeviceCompliancePolicy` or one of its base types, remove it here"
        );
    };
    impl Windows10CompliancePolicy {
        #[doc = "The description of `microsoft.graph.windows10CompliancePolicy`."]
        pub const TYPE: &'static ::graph_model::model::TypeDescription =
            &::graph_model::model::TypeDescription::entity(
                "microsoft.graph.windows10CompliancePolicy",
            )
            .tagged("#microsoft.graph.windows10CompliancePolicy")
            .derived_from(<DeviceCompliancePolicy as __graph::StructuredType>::TYPE)
            .with_properties(&[
                __graph::PropertyDescription::new(
                    "passwordRequired",
                    <bool as __graph::Property>::SHAPE,
                ),
                __graph::PropertyDescription::new(
                    "osMinimumVersion",
                    <Option<String> as __graph::Property>::SHAPE,
                ),
                __graph::PropertyDescription::new(
                    "version",
                    <Option<i32> as __graph::Property>::SHAPE,
                )
                .read_only(),
                __graph::PropertyDescription::new(
                    "assignments",
                    <Vec<DeviceCompliancePolicyAssignment> as __graph::Property>::SHAPE,
                )
                .navigation(),
            ])
            .at_path("/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}")
            .with_permissions(&["DeviceManagementConfiguration.ReadWrite.All"], &[]);
    }
    #[automatically_derived]
    impl ::graph_model::model::EntityType for Windows10CompliancePolicy {}
    #[doc(hidden)]
    pub struct __Slots {
        __base: <DeviceCompliancePolicy as __graph::StructuredType>::Slots,
        password_required: __graph::Option<bool>,
        os_minimum_version: __graph::Option<Option<String>>,
        version: __graph::Option<Option<i32>>,
        assignments: __graph::Option<Vec<DeviceCompliancePolicyAssignment>>,
    }
    #[doc = r" The number of the first member that the base type does not have."]
    const __FIRST: usize = <DeviceCompliancePolicy as __graph::StructuredType>::COUNT;
    #[automatically_derived]
    impl __graph::StructuredType for Windows10CompliancePolicy {
        type Itself = Self;
        type Base = <DeviceCompliancePolicy as __graph::StructuredType>::Itself;
        type Slots = __Slots;
        type Patch = Windows10CompliancePolicyPatch;
        type Properties = Windows10CompliancePolicyProperties;
        const TYPE: &'static __graph::TypeDescription = Self::TYPE;
        const VALUE_TYPE: ::graph_model::edm::EdmType =
            ::graph_model::edm::EdmType::Entity("microsoft.graph.windows10CompliancePolicy");
        const COUNT: usize = __FIRST + 4;
        fn changes_since(&self, before: &Self) -> Windows10CompliancePolicyPatch {
            Windows10CompliancePolicy::changes_since(self, before)
        }
        fn base(&self) -> &DeviceCompliancePolicy {
            &self.base
        }
        fn base_mut(&mut self) -> __graph::Option<&mut DeviceCompliancePolicy> {
            __graph::Some(&mut self.base)
        }
        fn base_slots(
            slots: &mut __Slots,
        ) -> &mut <DeviceCompliancePolicy as __graph::StructuredType>::Slots {
            &mut slots.__base
        }
        fn slots() -> __Slots {
            __Slots {
                __base: <DeviceCompliancePolicy as __graph::StructuredType>::slots(),
                password_required: __graph::None,
                os_minimum_version: __graph::None,
                version: __graph::None,
                assignments: __graph::None,
            }
        }
        fn properties(scope: __graph::PropertyScope) -> Windows10CompliancePolicyProperties {
            Windows10CompliancePolicyProperties {
                base: <DeviceCompliancePolicy as __graph::StructuredType>::properties(scope),
                password_required: __graph::query::property(scope, "passwordRequired"),
                os_minimum_version: __graph::query::property(scope, "osMinimumVersion"),
                version: __graph::query::property(scope, "version"),
                assignments: __graph::query::navigation(scope, "assignments"),
            }
        }
        fn index(name: &str) -> __graph::Option<usize> {
            match name {
                "passwordRequired" => __graph::Some(__FIRST + 0),
                "osMinimumVersion" => __graph::Some(__FIRST + 1),
                "version" => __graph::Some(__FIRST + 2),
                "assignments" => __graph::Some(__FIRST + 3),
                _ => <DeviceCompliancePolicy as __graph::StructuredType>::index(name),
            }
        }
        fn read_declared<'de, __V: __graph::MemberValue<'de>>(
            number: usize,
            slots: &mut __Slots,
            value: __V,
        ) -> __graph::Result<(), __V::Error> {
            match number.wrapping_sub(__FIRST) {
                0 => <bool as __graph::Property>::read_member(
                    &mut slots.password_required,
                    "passwordRequired",
                    Self::TYPE,
                    value,
                ),
                1 => <Option<String> as __graph::Property>::read_member(
                    &mut slots.os_minimum_version,
                    "osMinimumVersion",
                    Self::TYPE,
                    value,
                ),
                2 => <Option<i32> as __graph::Property>::read_member(
                    &mut slots.version,
                    "version",
                    Self::TYPE,
                    value,
                ),
                3 => <Vec<DeviceCompliancePolicyAssignment> as __graph::Property>::read_member(
                    &mut slots.assignments,
                    "assignments",
                    Self::TYPE,
                    value,
                ),
                _ => <DeviceCompliancePolicy as __graph::StructuredType>::read_declared(
                    number,
                    &mut slots.__base,
                    value,
                ),
            }
        }
        fn finish<__E: __graph::Error>(slots: &mut __Slots) -> __graph::Result<Self, __E> {
            __graph::Ok(Self {
                base: <DeviceCompliancePolicy as __graph::StructuredType>::finish(
                    &mut slots.__base,
                )?,
                password_required: __graph::object::taken(&mut slots.password_required),
                os_minimum_version: __graph::object::taken(&mut slots.os_minimum_version),
                version: __graph::object::taken(&mut slots.version),
                assignments: __graph::object::taken(&mut slots.assignments),
            })
        }
        fn write_members<__M: __graph::SerializeMap>(
            &self,
            object: &mut __graph::ObjectWriter<'_, __M>,
        ) {
            <DeviceCompliancePolicy as __graph::StructuredType>::write_members(&self.base, object);
            <bool as __graph::Property>::write_member(
                &self.password_required,
                object,
                "passwordRequired",
            );
            <Option<String> as __graph::Property>::write_member(
                &self.os_minimum_version,
                object,
                "osMinimumVersion",
            );
            <Option<i32> as __graph::Property>::write_member(&self.version, object, "version");
            <Vec<DeviceCompliancePolicyAssignment> as __graph::Property>::write_member(
                &self.assignments,
                object,
                "assignments",
            );
        }
        fn write_changes(&self, before: &Self, patch: &mut __graph::PatchDocument) {
            <DeviceCompliancePolicy as __graph::StructuredType>::write_changes(
                __graph::StructuredType::base(self),
                __graph::StructuredType::base(before),
                patch,
            );
            <bool as __graph::Property>::write_change(
                &self.password_required,
                &before.password_required,
                patch.member(__FIRST + 0, "passwordRequired"),
            );
            <Option<String> as __graph::Property>::write_change(
                &self.os_minimum_version,
                &before.os_minimum_version,
                patch.member(__FIRST + 1, "osMinimumVersion"),
            );
        }
    }
    #[automatically_derived]
    impl __graph::Serialize for Windows10CompliancePolicy {
        fn serialize<__S: __graph::Serializer>(
            &self,
            serializer: __S,
        ) -> __graph::Result<__S::Ok, __S::Error> {
            __graph::object::write(self, serializer)
        }
    }
    #[automatically_derived]
    impl<'de> __graph::Deserialize<'de> for Windows10CompliancePolicy {
        fn deserialize<__D: __graph::Deserializer<'de>>(
            deserializer: __D,
        ) -> __graph::Result<Self, __D::Error> {
            __graph::object::read(deserializer)
        }
    }
    #[automatically_derived]
    impl ::graph_model::edm::Property for Windows10CompliancePolicy {
        const EDM_TYPE: ::graph_model::edm::EdmType = <Self as __graph::StructuredType>::VALUE_TYPE;
        fn write_change(&self, before: &Self, member: ::graph_model::patch::PatchMember<'_>) {
            __graph::StructuredType::write_merge(self, before, member);
        }
    }
    #[automatically_derived]
    impl __graph::Deref for Windows10CompliancePolicy {
        type Target = DeviceCompliancePolicy;
        fn deref(&self) -> &DeviceCompliancePolicy {
            &self.base
        }
    }
    #[automatically_derived]
    impl __graph::DerefMut for Windows10CompliancePolicy {
        fn deref_mut(&mut self) -> &mut DeviceCompliancePolicy {
            &mut self.base
        }
    }
    impl Windows10CompliancePolicyPatch {
        #[doc = "Sets `passwordRequired`."]
        #[doc = ""]
        #[doc = r" Whether a password is required."]
        pub fn password_required(
            self,
            value: impl ::graph_model::patch::IntoProperty<bool>,
        ) -> Self {
            Self(
                self.0
                    .with::<bool, _>(__FIRST + 0, "passwordRequired", value),
            )
        }
        #[doc = "Sets `osMinimumVersion`."]
        #[doc = ""]
        #[doc = r" The lowest version allowed."]
        pub fn os_minimum_version(
            self,
            value: impl ::graph_model::patch::IntoProperty<String>,
        ) -> Self {
            Self(
                self.0
                    .with::<String, _>(__FIRST + 1, "osMinimumVersion", value),
            )
        }
        #[doc = "Sets `osMinimumVersion` to null."]
        pub fn clear_os_minimum_version(self) -> Self {
            Self(self.0.cleared(__FIRST + 1, "osMinimumVersion"))
        }
        #[doc = "Binds `assignments`."]
        #[doc = ""]
        #[doc = r" Where the policy applies."]
        pub fn bind_assignments<__R: ::graph_model::path::EntityReference>(
            mut self,
            targets: impl __graph::IntoIterator<Item = __R>,
        ) -> Self {
            self.0
                .bind_all(__FIRST + 3, "assignments@odata.bind", targets);
            self
        }
        #[doc = r" Takes over what is set in a patch of the base type."]
        pub fn base(
            mut self,
            base: <DeviceCompliancePolicy as __graph::StructuredType>::Patch,
        ) -> Self {
            self.0
                .inherit(::graph_model::patch::Patch::into_document(base));
            self
        }
        #[doc = r" Whether nothing is set."]
        #[must_use]
        pub fn is_empty(&self) -> bool {
            self.0.is_empty()
        }
        #[doc = r" Leaves `@odata.type` out of the document's root, for the endpoints that refuse it there."]
        pub fn without_type(mut self) -> Self {
            self.0.omit_tag();
            self
        }
        #[doc = r" The request that sends this patch to the entity at `path`."]
        pub fn at(
            self,
            path: &impl ::graph_model::path::PathTo<Windows10CompliancePolicy>,
        ) -> ::graph_model::http::RequestBuilder<
            ::graph_model::http::Updated<Windows10CompliancePolicy>,
        > {
            ::graph_model::http::RequestBuilder::patch(path, self)
        }
    }
    #[automatically_derived]
    impl ::graph_model::patch::Patch for Windows10CompliancePolicyPatch {
        type Of = Windows10CompliancePolicy;
        fn document(&self) -> &::graph_model::patch::PatchDocument {
            &self.0
        }
        fn into_document(self) -> ::graph_model::patch::PatchDocument {
            self.0
        }
    }
    #[automatically_derived]
    impl __graph::Serialize for Windows10CompliancePolicyPatch {
        fn serialize<__S: __graph::Serializer>(
            &self,
            serializer: __S,
        ) -> __graph::Result<__S::Ok, __S::Error> {
            __graph::Serialize::serialize(&self.0, serializer)
        }
    }
    #[automatically_derived]
    impl __graph::AcceptsPatchOf<Windows10CompliancePolicy> for Windows10CompliancePolicy {}
    #[automatically_derived]
    impl<__P: __graph::AcceptsPatchOf<Windows10CompliancePolicy>>
        ::graph_model::patch::IntoProperty<__P> for Windows10CompliancePolicyPatch
    {
        fn write_value(&self, json: &mut __graph::Vec<u8>) -> __graph::JsonResult {
            self.0.write_json(json)
        }
    }
    #[automatically_derived]
    impl __graph::Deref for Windows10CompliancePolicyProperties {
        type Target =
            <DeviceCompliancePolicy as ::graph_model::__private::StructuredType>::Properties;
        fn deref(&self) -> &Self::Target {
            &self.base
        }
    }
    impl Windows10CompliancePolicy {
        #[doc = "Starts a PATCH of a `microsoft.graph.windows10CompliancePolicy`, with nothing set."]
        #[doc = ""]
        #[doc = "Delegated permissions: `DeviceManagementConfiguration.ReadWrite.All`."]
        pub fn patch() -> Windows10CompliancePolicyPatch {
            Windows10CompliancePolicyPatch(::graph_model::patch::PatchDocument::new(Self::TYPE))
        }
        #[doc = r" The smallest patch that turns `before` into this value."]
        pub fn changes_since(&self, before: &Self) -> Windows10CompliancePolicyPatch {
            Windows10CompliancePolicyPatch(__graph::changes(self, before))
        }
        #[doc = "Starts a GET of one `microsoft.graph.windows10CompliancePolicy`."]
        pub fn get() -> ::graph_model::query::Query<Self, ::graph_model::query::OneEntity> {
            ::graph_model::query::Query::new()
        }
        #[doc = "Starts a GET of a collection of `microsoft.graph.windows10CompliancePolicy`."]
        pub fn list() -> ::graph_model::query::Query<Self, ::graph_model::query::EntityCollection> {
            ::graph_model::query::Query::new()
        }
        #[doc = "Starts the creation of a `microsoft.graph.windows10CompliancePolicy`, with what a client may set of `entity`."]
        pub fn create(entity: &Self) -> ::graph_model::http::NewEntity<Self> {
            ::graph_model::http::NewEntity::new(entity)
        }
        #[doc = "The request that deletes the `microsoft.graph.windows10CompliancePolicy` at `path`."]
        pub fn delete(
            path: &impl ::graph_model::path::PathTo<Self>,
        ) -> ::graph_model::http::RequestBuilder<()> {
            ::graph_model::http::RequestBuilder::delete(path)
        }
        #[doc = r" Reads the response to an update of this entity."]
        #[doc = r""]
        #[doc = r" # Errors"]
        #[doc = r""]
        #[doc = r" If the status is not a success, or the body is not of this type."]
        pub fn from_response(
            response: __graph::Response<impl __graph::AsRef<[u8]>>,
        ) -> __graph::Result<::graph_model::http::Updated<Self>, ::graph_model::http::ResponseError>
        {
            ::graph_model::http::FromResponse::from_response(response)
        }
    }
    #[automatically_derived]
    impl ::graph_model::path::ResourcePath for Windows10CompliancePolicyPath<'_> {
        type Values = [__graph::String; 1];
        type At<'__v> = Windows10CompliancePolicyPath<'__v>;
        const TEMPLATE: &'static ::graph_model::path::PathTemplate =
            &::graph_model::path::PathTemplate::new(
                &["/deviceManagement/deviceCompliancePolicies/", ""],
                &["deviceCompliancePolicyId"],
            );
        fn with_values<__R>(&self, then: impl __graph::FnOnce(&[&str]) -> __R) -> __R {
            then(&[self.device_compliance_policy_id])
        }
        fn at(values: &[__graph::String; 1]) -> Windows10CompliancePolicyPath<'_> {
            let [device_compliance_policy_id] = values;
            Windows10CompliancePolicyPath {
                device_compliance_policy_id,
            }
        }
    }
    #[automatically_derived]
    impl __graph::Display for Windows10CompliancePolicyPath<'_> {
        fn fmt(&self, f: &mut __graph::Formatter<'_>) -> __graph::FmtResult {
            __graph::display_path(self, f)
        }
    }
    #[automatically_derived]
    impl ::graph_model::path::PathTo<Windows10CompliancePolicy> for Windows10CompliancePolicyPath<'_> {}
    impl Windows10CompliancePolicyPath<'_> {
        #[doc = r" Reads a path from its string form, or from a URL such as an `@odata.id`."]
        #[doc = r""]
        #[doc = r" # Errors"]
        #[doc = r""]
        #[doc = r" When the string does not match the template, or a value is empty or not UTF-8."]
        pub fn parse(
            text: &str,
        ) -> __graph::Result<::graph_model::path::ParsedPath<Self>, ::graph_model::path::PathError>
        {
            <Self as ::graph_model::path::ResourcePath>::parse(text)
        }
    }
    #[automatically_derived]
    impl ::graph_model::path::ResourcePath for Windows10CompliancePolicyCollectionPath {
        type Values = [__graph::String; 0];
        type At<'__v> = Windows10CompliancePolicyCollectionPath;
        const TEMPLATE: &'static ::graph_model::path::PathTemplate =
            &::graph_model::path::PathTemplate::new(
                &["/deviceManagement/deviceCompliancePolicies"],
                &[],
            );
        fn with_values<__R>(&self, then: impl __graph::FnOnce(&[&str]) -> __R) -> __R {
            then(&[])
        }
        fn at(_: &[__graph::String; 0]) -> Windows10CompliancePolicyCollectionPath {
            Windows10CompliancePolicyCollectionPath
        }
    }
    #[automatically_derived]
    impl __graph::Display for Windows10CompliancePolicyCollectionPath {
        fn fmt(&self, f: &mut __graph::Formatter<'_>) -> __graph::FmtResult {
            __graph::display_path(self, f)
        }
    }
    #[automatically_derived]
    impl ::graph_model::path::CollectionPath for Windows10CompliancePolicyCollectionPath {
        type Entity = Windows10CompliancePolicyPath<'static>;
    }
};
