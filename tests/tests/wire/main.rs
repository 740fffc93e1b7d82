//! Tests of reading and writing: objects, hierarchies, unions, enumerations, and the types of
//! properties.

mod adapters;
mod before_the_tag;
mod control_information;
mod corpus;
mod descriptions;
mod drafts;
mod dynamic_properties;
mod enumeration;
mod hierarchy;
mod leniency;
mod limits;
mod name_rules;
mod objects;
mod other_formats;
mod presence;
mod raw_values;
mod responses;
mod round_trip;
mod tag_forms;
mod union;
mod written_text;
