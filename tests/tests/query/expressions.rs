//! Conditions: each operator and function, as it is written and as a service reads it.

use graph_model::query::{Case, Expression, Filter, Instance, QueryError, now};
use graph_model::{Endpoint, Flags, RequestError};

use crate::zoo::{Ability, Animal, AnimalCollectionPath, Duck, Pond, Size, Vet, check, options};

#[test]
fn strings_have_their_functions() {
    check(
        |q| q.filter(|a| a.name.contains("nal")),
        "contains(name,'nal')",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.starts_with(a.nickname)),
        "startswith(name,nickname)",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.ends_with("x ")),
        "endswith(name,'x ')",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.name.matches_pattern("^D.*d$")),
        "matchesPattern(name,'^D.*d$')",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.length().eq(6)),
        "length(name) eq 6",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.index_of("x").eq(2)),
        "indexof(name,'x') eq 2",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.name.substring(3).eq("ald")),
        "substring(name,3) eq 'ald'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.substring_of_length(1, 2).eq("Ox")),
        "substring(name,1,2) eq 'Ox'",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.name.trim().to_upper().eq(a.nickname)),
        "toupper(trim(name)) eq nickname",
        &["Ox", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.name.to_lower().eq("donald")),
        "tolower(name) eq 'donald'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.nickname.concat("ald").eq(a.name)),
        "concat(nickname,'ald') eq name",
        &["Donald", "Nobody"],
    );
}

#[test]
fn arithmetic_has_parentheses_only_where_they_are_needed() {
    check(
        |q| q.filter(|a| a.legs.add(1).eq(3)),
        "legs add 1 eq 3",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.sub(a.legs.sub(1)).mul(2).eq(a.legs)),
        "(legs sub (legs sub 1)) mul 2 eq legs",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.sub(1).sub(1).eq(0)),
        "legs sub 1 sub 1 eq 0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.div(3).eq(1)),
        "legs div 3 eq 1",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.legs.div_by(4).eq(0.5)),
        "legs divby 4 eq 0.5",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.modulo(2).eq(1)),
        "legs mod 2 eq 1",
        &["Nobody"],
    );
    check(
        |q| q.filter(|a| a.legs.negative().lt(-3)),
        "-legs lt -3",
        &["Ox", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.legs.add(1).negative().eq(-3)),
        "-(legs add 1) eq -3",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weight.round().eq(3.0)),
        "round(weight) eq 3.0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weight.floor().eq(2.0)),
        "floor(weight) eq 2.0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weight.ceiling().eq(3.0)),
        "ceiling(weight) eq 3.0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weight.gt(a.legs)),
        "weight gt legs",
        &["Donald", "Ox"],
    );
}

#[test]
fn dates_times_and_durations_have_their_functions() {
    check(
        |q| q.filter(|a| a.born.year().eq(2024)),
        "year(born) eq 2024",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weaned.month().eq(6)),
        "month(weaned) eq 6",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.seen.day().eq(31)),
        "day(seen) eq 31",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.feeding.hour().lt(7)),
        "hour(feeding) lt 7",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.born.minute().eq(15)),
        "minute(born) eq 15",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.born.second().eq(59)),
        "second(born) eq 59",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.born.fractional_seconds().eq(0.5)),
        "fractionalseconds(born) eq 0.5",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.born.date().eq("2024-02-29")),
        "date(born) eq 2024-02-29",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.born.date().lt(a.weaned)),
        "date(born) lt weaned",
        &["Donald", "Ox"],
    );
    check(
        |q| q.filter(|a| a.born.time().gt(jiff::civil::time(23, 0, 0, 0))),
        "time(born) gt 23:00:00",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.seen.total_offset_minutes().eq(0).and(a.seen.eq(a.born))),
        "totaloffsetminutes(seen) eq 0 and seen eq born",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.born.add_duration("PT8H").gt("2024-03-01T00:00:00Z")),
        "born add duration'PT8H' gt 2024-03-01T00:00:00Z",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                now()
                    .sub_duration(jiff::SignedDuration::from_hours(5))
                    .gt(a.born)
            })
        },
        "now() sub duration'PT5H' gt born",
        &["Donald", "Ox"],
    );
    check(
        |q| q.filter(|a| a.seen.duration_since(a.born).total_seconds().eq(0.0)),
        "totalseconds(seen sub born) eq 0.0",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.nap.total_seconds().gt(6000.0)),
        "totalseconds(nap) gt 6000.0",
        &["Ox"],
    );
}

#[test]
fn collections_are_tested_and_counted() {
    check(
        |q| q.filter(|a| a.tags.any(|tag| tag.eq("slow"))),
        "tags/any(item1:item1 eq 'slow')",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.marks.all(|mark| mark.gt(0))),
        "marks/all(item1:item1 gt 0)",
        &["Donald", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.children.is_not_empty()),
        "children/any()",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.children.count().eq(2)),
        "children/$count eq 2",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.children.count_where(|child| child.tame).eq(1)),
        "children/$count($filter=tame) eq 1",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.tags.has_subset(["fast", "loud"])),
        r#"hassubset(tags,["fast","loud"])"#,
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.tags.has_subsequence(["fast", "loud"])),
        r#"hassubsequence(tags,["fast","loud"])"#,
        &[],
    );
    check(
        |q| {
            q.filter(|a| {
                a.children
                    .any(|child| child.name.length().gt(a.tags.count()))
            })
        },
        "children/any(item1:length(item1/name) gt tags/$count)",
        &["Donald"],
    );
}

#[test]
fn a_condition_of_a_count_names_its_items_only() {
    let query =
        Animal::list().filter(|a| a.children.count_where(|child| child.legs.eq(a.legs)).gt(0));
    assert_eq!(
        options(query).unwrap_err(),
        RequestError::Query(QueryError::OutOfScope {
            property: "legs".into()
        })
    );
}

#[test]
fn types_are_tested_and_cast_to() {
    check(
        |q| q.filter(Instance::is_of::<Duck>),
        "isof(contoso.duck)",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.keeper.is_of::<Vet>()),
        "isof(keeper,contoso.vet)",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.cast::<Duck>().of(|duck| duck.abilities.has(Ability::Fly))),
        "contoso.duck/abilities has contoso.ability'fly'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.cast::<Duck>().of(|duck| duck.abilities.has("swim"))),
        "contoso.duck/abilities has 'swim'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.home.cast::<Pond>().of(|pond| pond.depth.gt(1.0))),
        "home/contoso.pond/depth gt 1.0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.keeper.cast::<Vet>().of(|vet| vet.licence.is_not_null())),
        "keeper/contoso.vet/licence ne null",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                let ducklings = a.children.cast::<Duck>();
                ducklings.any(|duck| duck.abilities.has(Flags::from([Ability::Swim])))
            })
        },
        "children/contoso.duck/any(item1:item1/abilities has contoso.ability'swim')",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.cast_to::<String>().eq("4")),
        "cast(legs,Edm.String) eq '4'",
        &["Ox"],
    );
    let unrelated = Animal::list().filter(|a| a.cast::<Vet>().of(|vet| vet.name.eq("Ada")));
    assert_eq!(
        options(unrelated).unwrap_err(),
        RequestError::Query(QueryError::UnrelatedCast {
            to: "contoso.vet",
            from: "contoso.animal"
        })
    );
}

#[test]
fn conditions_are_joined_with_properties_and_text() {
    check(|q| q.filter(|a| a.tame), "tame", &["Donald", "Ox"]);
    check(|q| q.filter(|a| !a.tame), "not tame", &[]);
    check(
        |q| q.filter(|a| a.tame.and(a.legs.eq(2).or(a.legs.eq(4)))),
        "tame and (legs eq 2 or legs eq 4)",
        &["Donald", "Ox"],
    );
    check(
        |q| q.filter(|a| Filter::raw("legs eq 2 or legs eq 7").and(a.tame)),
        "(legs eq 2 or legs eq 7) and tame",
        &["Donald"],
    );
    check(
        |q| q.filter(|_| !Filter::raw("legs eq 2")),
        "not (legs eq 2)",
        &["Ox", "Nobody"],
    );
    check(
        |q| {
            q.filter(|a| {
                Expression::<i32>::raw("legs mul 2")
                    .add(1)
                    .eq(a.legs.add(a.legs).add(1))
            })
        },
        "(legs mul 2) add 1 eq legs add legs add 1",
        &["Donald", "Ox", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.legs.eq_any([2, 7]).and(a.tame.eq(true))),
        "(legs eq 2 or legs eq 7) and tame eq true",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                Case::<String>::when(a.legs.gt(5), "many")
                    .otherwise("few")
                    .eq("many")
            })
        },
        "case((legs gt 5):'many',true:'few') eq 'many'",
        &["Nobody"],
    );
    check(
        |q| {
            q.filter(|a| {
                Case::<i32>::when(a.tame, 1)
                    .or_when(a.legs.eq(7), 2)
                    .or_null()
                    .is_null()
            })
        },
        "case(tame:1,(legs eq 7):2) eq null",
        &[],
    );
    check(
        |q| q.filter(|a| a.size.eq(Size::Small)),
        "size eq contoso.size'small'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.size.as_text().eq("large")),
        "size eq 'large'",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.dynamic("ringNumber").typed::<i32>().ge(5)),
        "ringNumber ge 5",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                a.dynamic("home")
                    .dynamic("city")
                    .typed::<String>()
                    .eq("Ulm")
            })
        },
        "home/city eq 'Ulm'",
        &["Ox"],
    );
}

#[test]
fn a_mistake_inside_of_names_the_whole_path() {
    let query = Animal::list().filter(|a| a.home.of(|home| home.city.is_in([""; 0])));
    assert_eq!(
        options(query).unwrap_err(),
        RequestError::Query(QueryError::NoValues {
            property: "home/city".into()
        })
    );
}

#[test]
fn a_path_says_where_it_starts_if_it_could_start_elsewhere() {
    check(
        |q| q.filter(|a| a.children.any(Instance::is_of::<Duck>)),
        "children/any(item1:isof(item1,contoso.duck))",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.home.of(Instance::is_of::<Pond>)),
        "isof(home,contoso.pond)",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                a.tags
                    .any(|tag| tag.eq(a.dynamic("item1").typed::<String>()))
            })
        },
        "tags/any(item1:item1 eq $it/item1)",
        &[],
    );
    check(
        |q| {
            q.filter(|a| {
                let named = |child: &Instance<Animal>| {
                    child.children.any(|grandchild| grandchild.name.eq(a.name))
                };
                !a.children.any(named)
            })
        },
        "not children/any(item1:item1/children/any(item2:item2/name eq $it/name))",
        &["Donald", "Ox", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.tags.count_where(|tag| tag.starts_with("s")).eq(1)),
        "tags/$count($filter=startswith($this,'s')) eq 1",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.legs.add(1).is_in([3, 5])),
        "(legs add 1) in (3,5)",
        &["Donald", "Ox"],
    );
    check(
        |q| q.filter(|a| a.legs.negative().is_in([-2])),
        "(-legs) in (-2)",
        &["Donald"],
    );
}

#[test]
#[allow(
    clippy::needless_borrows_for_generic_args,
    reason = "the test borrows on purpose"
)]
fn operands_may_be_borrowed_and_of_narrower_types() {
    let (names, time) = (["Donald".to_owned()], jiff::civil::time(6, 0, 0, 0));
    check(
        |q| q.filter(|a| a.name.is_in(&names).and(a.name.ne(&a.nickname))),
        "name in ('Donald') and name ne nickname",
        &["Donald"],
    );
    check(|q| q.filter(|a| a.weight.gt(5)), "weight gt 5", &["Ox"]);
    check(
        |q| q.filter(|a| a.born.time().ge(&time).and(a.tame.eq(a.legs.gt(3)))),
        "time(born) ge 06:00:00 and tame eq (legs gt 3)",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.tags.any(|tag| a.name.index_of(tag).ge(0))),
        "tags/any(item1:indexof(name,item1) ge 0)",
        &[],
    );
    check(
        |q| q.filter(|a| a.name.substring(a.name.index_of("a")).eq("ald")),
        "substring(name,indexof(name,'a')) eq 'ald'",
        &["Donald"],
    );
    let flags = Flags::from([Ability::Swim]);
    check(
        |q| {
            q.filter(|a| {
                a.cast::<Duck>().of(|duck| {
                    duck.abilities
                        .has(&flags)
                        .and(duck.abilities.has([Ability::Fly]))
                })
            })
        },
        "contoso.duck/abilities has contoso.ability'swim' and contoso.duck/abilities has contoso.ability'fly'",
        &["Donald"],
    );
}

#[test]
fn literals_and_operators_are_not_names() {
    for name in ["null", "true", "false", "not", "INF", "NaN"] {
        let query = Animal::list().filter(|a| a.dynamic(name).is_null());
        let name = name.to_owned();
        assert_eq!(
            options(query).unwrap_err(),
            RequestError::Query(QueryError::Name { name })
        );
    }
}

#[test]
fn a_condition_of_many_thousand_parts_is_written() {
    let numbers: Vec<i32> = (0..50_000).collect();
    let mut written = String::new();
    let query = Animal::list().filter(|a| {
        let unequal = numbers.iter().map(|number| a.legs.ne(number));
        let condition = a
            .legs
            .eq_any(&numbers)
            .and(unequal.reduce(Filter::and).unwrap());
        written = condition.to_string();
        condition
    });
    assert_eq!(written.matches(" or ").count(), numbers.len() - 1);
    assert_eq!(written.matches(" and ").count(), numbers.len());
    // The length of a URL has a limit, and the query has none.
    assert!(
        query
            .at(&AnimalCollectionPath)
            .build(&Endpoint::V1_0)
            .is_err()
    );
}
