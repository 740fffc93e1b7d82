#[doc = r" A compliance policy for Windows 10."]
#[derive(Clone, Debug, Default, PartialEq)]
#[doc = "\n\nPath: `/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}` ([`Windows10CompliancePolicyPath`]).\n\nDelegated permissions: `DeviceManagementConfiguration.ReadWrite.All`.\n\n[`Windows10CompliancePolicy::get`], [`Windows10CompliancePolicy::list`] and [`Windows10CompliancePolicy::create`] start requests. [`Windows10CompliancePolicyPatch`] changes it, and [`Windows10CompliancePolicyProperties`] names its properties in queries."]
pub struct Windows10CompliancePolicy {
    #[doc = "The properties inherited from the base type."]
    pub base: DeviceCompliancePolicy,
    #[doc = r" Whether a password is required."]
    pub password_required: bool,
    #[doc = r" The lowest version allowed."]
    pub os_minimum_version: Option<String>,
    #[doc = r" Counts the changes."]
    #[doc = "\n\n*Read-only.*"]
    pub version: Option<i32>,
    #[doc = r" Where the policy applies."]
    #[doc = "\n\n*Relationship: present only if a query expands it.*"]
    pub assignments: Vec<DeviceCompliancePolicyAssignment>,
}
#[allow(deprecated, reason = "a field may have a deprecated type")]
const _: () = {
    use ::graph_model::__private as __graph;
    let base = <DeviceCompliancePolicy as ::graph_model::__private::NamedType>::TYPE;
    if __graph::expect_base(base, Windows10CompliancePolicy::TYPE) {
        __graph::expect_undeclared(base, "passwordRequired");
        __graph::expect_undeclared(base, "osMinimumVersion");
        __graph::expect_undeclared(base, "version");
        __graph::expect_undeclared(base, "assignments");
    }
};
#[automatically_derived]
impl ::graph_model::__private::Deref for Windows10CompliancePolicyProperties {
    type Target = <DeviceCompliancePolicy as ::graph_model::__private::NamedType>::Properties;
    fn deref(&self) -> &Self::Target {
        &self.base
    }
}
::graph_model::templates::structured_type! {
    # [automatically_derived]
    pub Windows10CompliancePolicy : Entity , "microsoft.graph.windows10CompliancePolicy" ;
    base [type Base = DeviceCompliancePolicy ;]
    extends DeviceCompliancePolicy [type Target = DeviceCompliancePolicy ;]
     [
        fn base (& self) -> :: graph_model :: __private :: Option < & dyn :: graph_model :: __private :: Object > { :: graph_model :: __private :: Some (< DeviceCompliancePolicy as :: graph_model :: __private :: NamedType > :: as_object (& self . base)) } fn base_mut (& mut self ,) -> :: graph_model :: __private :: Option < & mut dyn :: graph_model :: __private :: Draft > { :: graph_model :: __private :: Some (< DeviceCompliancePolicy as :: graph_model :: __private :: NamedType > :: as_draft (& mut self . base)) }
    ]
    ;
    const TYPE = entity [. tagged ("#microsoft.graph.windows10CompliancePolicy") . derived_from (< DeviceCompliancePolicy as :: graph_model :: __private :: NamedType > :: TYPE)]
    [. at_path ("/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}") . with_permissions (& ["DeviceManagementConfiguration.ReadWrite.All"] , & [])]
    [] ;
    patch [Windows10CompliancePolicyPatch] ;
    members [
        0 password_required PropertyType [bool] [. with_default ()] ",\"passwordRequired\":"
        1 os_minimum_version Property [Option < String >] [] ",\"osMinimumVersion\":"
        2 version Property [Option < i32 >] [. read_only ()] ",\"version\":"
        3 assignments Property [
            < Vec < DeviceCompliancePolicyAssignment > as :: graph_model :: query :: Navigable > :: Field < Vec < DeviceCompliancePolicyAssignment > >
        ]
        [. navigation ()] ",\"assignments\":"
    ]
    defaults [
        0 password_required < bool as :: graph_model :: __private :: Default > :: default () ;
    ]
    dynamic []
    draft Windows10CompliancePolicy ;
    handles Windows10CompliancePolicyProperties of scope [
        # [doc = r" The properties of the base type."] pub base : < DeviceCompliancePolicy as :: graph_model :: __private :: NamedType > :: Properties ,
    ]
     [
        base : < DeviceCompliancePolicy as :: graph_model :: __private :: NamedType > :: properties (scope) ,
    ]
     [
        pub password_required PropertyPath [bool , :: graph_model :: query :: NotNull] property "passwordRequired" "`passwordRequired`: [`Windows10CompliancePolicy::password_required`]."
        pub os_minimum_version PropertyPath [String] property "osMinimumVersion" "`osMinimumVersion`: [`Windows10CompliancePolicy::os_minimum_version`]."
        pub version PropertyPath [i32 , :: graph_model :: query :: ReadOnly] property "version" "`version`: [`Windows10CompliancePolicy::version`]."
        pub assignments NavigationPropertyPath [Vec < DeviceCompliancePolicyAssignment >] navigation "assignments" "`assignments`: [`Windows10CompliancePolicy::assignments`]."
    ]
}
::graph_model::templates::patch! {
    # [automatically_derived]
    # [doc = "What is to change of a [`Windows10CompliancePolicy`], and nothing else. Made by [`Windows10CompliancePolicy::patch`]."]
    pub Windows10CompliancePolicyPatch of Windows10CompliancePolicy ;
    set [pub password_required 0 bool , "Sets `passwordRequired`: [`Windows10CompliancePolicy::password_required`]." pub os_minimum_version 1 String , "Sets `osMinimumVersion`: [`Windows10CompliancePolicy::os_minimum_version`]."]
    set_value []
    clear [pub clear_os_minimum_version 1]
    bind []
    bind_all [pub bind_assignments 3 "Binds `assignments`: [`Windows10CompliancePolicy::assignments`]."]
    unbind []
    dynamic []
    base [# [doc = r" Takes over what is set in a patch of the base type."] pub fn base (self , base : < DeviceCompliancePolicy as :: graph_model :: __private :: NamedType > :: Patch) -> Self { :: graph_model :: __private :: setters :: inherit (self , base) }]
    entity [Windows10CompliancePolicy build]
}
::graph_model::templates::functions! {
    pub Windows10CompliancePolicy ;
    patch [Windows10CompliancePolicyPatch "Starts a PATCH of a `microsoft.graph.windows10CompliancePolicy`, with nothing set.\n\nDelegated permissions: `DeviceManagementConfiguration.ReadWrite.All`."]
    entity [Windows10CompliancePolicy]
}
::graph_model::templates::resource_path! {
    # [automatically_derived]
    # [doc = "The path of a [`Windows10CompliancePolicy`]: `/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}`."]
    pub Windows10CompliancePolicyPath [0 "deviceCompliancePolicyId" device_compliance_policy_id]
    1 of ["/deviceManagement/deviceCompliancePolicies/" ""] ;
    to Windows10CompliancePolicy , parse ;
}
::graph_model::templates::root_collection! {
    # [doc = "The path of the collection of [`Windows10CompliancePolicy`]: `/deviceManagement/deviceCompliancePolicies`."]
    pub Windows10CompliancePolicyCollectionPath of Windows10CompliancePolicyPath ;
}
