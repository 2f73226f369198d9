import Mustache

// What a template finds in the parts of a form. Mustache would look at every property of a value for each tag, and a
// dossier has thousands of fields: here it asks for the one that it needs. A test compares these lists with the properties.

extension FieldItem: MustacheParent {
  package func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "name": self.name
    case "label": label
    case "isRequired": isRequired
    case "asked": asked
    case "help": help
    case "example": example
    case "errors": errors
    case "hasErrors": hasErrors
    case "describedBy": describedBy
    case "value": value
    case "limit": limit
    case "options": options
    case "items": items
    case "addLabel": addLabel
    case "isFull": isFull
    case "isText": isText
    case "isLongText": isLongText
    case "isList": isList
    case "isNumber": isNumber
    case "isDay": isDay
    case "isSelect": isSelect
    case "isRadios": isRadios
    case "isCheckboxes": isCheckboxes
    case "isPerimeter": isPerimeter
    case "places": places
    case "isParts": isParts
    case "parts": parts
    case "isCommune": isCommune
    case "isItems": isItems
    case "table": table
    case "communes": communes
    case "organisation": organisation
    case "filesHref": filesHref
    case "formatted": formatted
    case "conflict": conflict
    case "remarks": remarks
    default: nil
    }
  }
}

extension FieldItem.Option: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "fieldName": fieldName
    case "optionID": optionID
    case "value": value
    case "label": label
    case "isSelected": isSelected
    default: nil
    }
  }
}

extension FieldItem.Item: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "itemPath": itemPath
    case "legend": legend
    case "identityName": identityName
    case "identity": identity
    case "fields": fields
    case "removeLabel": removeLabel
    case "itemID": itemID
    case "isFolded": isFolded
    case "line": line
    default: nil
    }
  }
}
