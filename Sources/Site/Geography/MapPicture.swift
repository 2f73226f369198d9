/// placeholder until the map arrives
package struct MapPicture: Sendable {}
