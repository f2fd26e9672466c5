import { keep, readKept } from './storage'

/** A sender or receiver, as typed. */
export interface Person {
  name: string
  mobile: string
  tel: string
  company: string
  /** Province, city and district; empty before they are chosen. */
  region: string[]
  address: string
}

/** A person who is remembered for the next order. */
export interface RememberedPerson extends Person {
  id: string
  usedAt: number
}

/** Sender or receiver. */
export type Side = 'sender' | 'receiver'

const key = 'addresses'
const mostRemembered = 200

/** An empty person. */
export const nobody = (): Person => ({ name: '', mobile: '', tel: '', company: '', region: [], address: '' })

/** The typed fields of a person, without those that the list adds. */
export const personOf = ({ name, mobile, tel, company, region, address }: Person): Person => ({
  name,
  mobile,
  tel,
  company,
  region: region.slice(),
  address,
})

/** A person in one line. */
export const addressLine = ({ region, address }: Person): string =>
  region
    .filter((part, place) => part !== region[place - 1])
    .concat(address)
    .join('')

/** The remembered people, last used first. */
export const listAddresses = (): RememberedPerson[] => readKept<RememberedPerson[]>(key, [])

const identity = (person: Person) => JSON.stringify(personOf(person))

/** Remembers a person, or moves a known one to the front. */
export function rememberAddress(person: Person): void {
  const same = identity(person)
  const others = listAddresses().filter(known => identity(known) !== same)
  const usedAt = Date.now()
  const id = `${usedAt.toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`
  keep(key, [{ ...personOf(person), id, usedAt }].concat(others).slice(0, mostRemembered))
}

/** Forgets a person. */
export function forgetAddress(id: string): void {
  keep(
    key,
    listAddresses().filter(known => known.id !== id),
  )
}
