#[doc = r" Where somebody lives."]
#[derive(Clone, Debug, Default, PartialEq)]
#[doc = "\n\n[`PhysicalAddressPatch`] changes it, and [`PhysicalAddressProperties`] names its properties in queries."]
pub struct PhysicalAddress {
    #[doc = r" The city."]
    pub city: Option<String>,
    #[doc = r" Since when."]
    pub since_date: Option<Date>,
    #[doc = r" What else is known."]
    pub more: BTreeMap<String, RawJson>,
}
::graph_model::templates::structured_type! {
    # [automatically_derived]
    pub PhysicalAddress : Complex , "microsoft.graph.physicalAddress" ;
    base [
        type Base = :: graph_model :: __private :: NoBase ;
    ]
    ;
    const TYPE = complex [. tagged ("microsoft.graph.physicalAddress")]
    [. open ()]
     [
        use :: graph_model :: __private as __graph ;
        enum Module1 { } impl __graph :: SerdeModule for Module1 { type Value = Option < Date > ; fn deserialize < 'de , __D : __graph :: Deserializer < 'de >> (deserializer : __D ,) -> __graph :: Result < Option < Date > , __D :: Error > { crate :: date :: deserialize (deserializer) } fn serialize < __S : __graph :: Serializer > (value : & Option < Date > , serializer : __S ,) -> __graph :: Result < __S :: Ok , __S :: Error > { crate :: date :: serialize (value , serializer) } fn absent () -> __graph :: Option < Option < Date > > { __graph :: Some (__graph :: None) } fn is_none (value : & Option < Date >) -> bool { value . is_none () } }
    ]
    ;
    patch [PhysicalAddressPatch] ;
    members [0 city Property [Option < String >] [] ",\"city\":" 1 since_date SerdeModule [Module1] [] ",\"since\":"]
    defaults []
    dynamic [more [< BTreeMap < String , RawJson > as :: graph_model :: __private :: DynamicProperties > :: as_dynamic] [< BTreeMap < String , RawJson > as :: graph_model :: __private :: DynamicProperties > :: as_dynamic_mut]]
    draft PhysicalAddress ;
    handles PhysicalAddressProperties of scope []
    []
     [
        pub city PropertyPath [String] property "city" "`city`: [`PhysicalAddress::city`]."
        pub since_date PropertyPath [:: graph_model :: __private :: WrittenByModule < Date >] property "since" "`since`: [`PhysicalAddress::since_date`]."
    ]
}
::graph_model::templates::patch! {
    # [automatically_derived]
    # [doc = "What is to change of a [`PhysicalAddress`], and nothing else. Made by [`PhysicalAddress::patch`]."]
    pub PhysicalAddressPatch of PhysicalAddress ;
    set [pub city 0 String , "Sets `city`: [`PhysicalAddress::city`]."]
    set_value [
        pub since_date 1 Date , Option < Date > , value => :: graph_model :: __private :: From :: from (value) , "Sets `since`: [`PhysicalAddress::since_date`]."
    ]
    clear [pub clear_city 0 pub clear_since_date 1]
    bind []
    bind_all []
    unbind []
    dynamic [pub more clear_more BTreeMap < String , RawJson >]
    base []
    entity []
}
::graph_model::templates::functions! {
    pub PhysicalAddress ;
    patch [PhysicalAddressPatch "Starts a PATCH of a `microsoft.graph.physicalAddress`, with nothing set."]
    entity []
}
